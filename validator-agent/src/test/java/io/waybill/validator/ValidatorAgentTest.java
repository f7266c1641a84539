package io.waybill.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorAgentTest {

    private static final String SKU = "85123A";

    private final ValidatorAgent agent = new ValidatorAgent();

    @Test
    void anOrderThatMakesSenseIsDone() {
        assertThat(verdict("GBP", "GB", line(6, 255), line(1, 339))).isEqualTo(Outcome.done());
    }

    @ParameterizedTest
    @CsvSource({"0,255", "-1,255", "1000001,255", "9223372036854775807,1"})
    void aQuantityOutOfRangeIsRefused(long quantity, long unitPrice) {
        assertThat(verdict("GBP", "GB", line(1, 1), line(quantity, unitPrice)))
                .isEqualTo(invalid("quantity_out_of_range"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -255, 1_000_000_001, Long.MAX_VALUE})
    void aPriceOutOfRangeIsRefused(long unitPrice) {
        assertThat(verdict("GBP", "GB", line(1, unitPrice))).isEqualTo(invalid("unit_price_out_of_range"));
    }

    @Test
    void theLargestQuantityPasses() {
        assertThat(verdict("GBP", "GB", line(1_000_000, 99))).isEqualTo(Outcome.done());
    }

    @Test
    void linesThatMergeShareOneLimit() {
        assertThat(verdict("GBP", "GB", line(1_000_000, 1), line(1, 1)))
                .isEqualTo(invalid("merged_quantity_out_of_range"));
    }

    @Test
    void oneSkuAtTwoPricesIsTwoLinesWithALimitEach() {
        assertThat(verdict("GBP", "GB", line(1_000_000, 1), line(1_000_000, 2))).isEqualTo(Outcome.done());
    }

    @Test
    void aThousandLinesPassAndOneMoreIsRefused() {
        assertThat(verdict("GBP", "GB", Collections.nCopies(1_000, line(1, 1)))).isEqualTo(Outcome.done());
        assertThat(verdict("GBP", "GB", Collections.nCopies(1_001, line(1, 1)))).isEqualTo(invalid("too_many_lines"));
    }

    @Test
    void anOrderOfNothingIsRefused() {
        assertThat(verdict("GBP", "GB", List.of())).isEqualTo(invalid("no_lines"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "EUR", "JPY", "KWD", "XAF", "XPF"})
    void aCurrencyThatACountryPaysWithPasses(String currency) {
        assertThat(verdict(currency, "GB", line(1, 255))).isEqualTo(Outcome.done());
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "XAU", "XDR", "DEM", "ZZZ", "usd", ""})
    void testCodesMetalsAndCurrenciesOfThePastAreRefused(String currency) {
        assertThat(verdict(currency, "GB", line(1, 255))).isEqualTo(invalid("unknown_currency"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UK", "XX", "EU", "gb", ""})
    void aCountryThatIso3166DoesNotListIsRefused(String country) {
        assertThat(verdict("GBP", country, line(1, 255))).isEqualTo(invalid("unknown_country"));
    }

    @Test
    void theHighestCardPaymentPassesAndOneMoreIsRefused() {
        assertThat(verdict("USD", "US", line(1, 99_999_999))).isEqualTo(Outcome.done());
        assertThat(verdict("USD", "US", line(1, 99_999_999), line(1, 1))).isEqualTo(invalid("total_too_high"));
    }

    @Test
    void theLargestNumbersThatEachLineMayHoldDoNotOverflow() {
        assertThat(verdict("USD", "US", List.of(line(1_000_000, 1_000_000_000))))
                .isEqualTo(invalid("total_too_high"));
    }

    private static Line line(long quantity, long unitPrice) {
        return new Line(SKU, null, quantity, unitPrice);
    }

    private static Outcome invalid(String rule) {
        return Outcome.refused(Reason.INVALID, rule);
    }

    private Outcome verdict(String currency, String country, Line... lines) {
        return verdict(currency, country, List.of(lines));
    }

    private Outcome verdict(String currency, String country, List<Line> lines) {
        var order = new Order(new UUID(0, 1), "demo", "PO-1042", currency,
                new Customer("C-17", null, "ada@example.com"), new Address(null, null, null, null, country), lines,
                "pm_card_visa");
        return agent.handle(
                new Delivery(order, 1, "validator", Instant.EPOCH, "00-0-0-01", null, Map.of()));
    }
}
