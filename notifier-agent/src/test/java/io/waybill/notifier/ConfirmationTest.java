package io.waybill.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Line;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmationTest {

    @Test
    void theLetterSaysWhatComesWhatItCostsAndHowToFollowIt() {
        var confirmation = new Confirmation(Orders.order(), Orders.SHIPMENT);

        assertThat(confirmation.subject()).isEqualTo("Your order PO-1042 is on its way");
        assertThat(confirmation.letter()).isEqualTo("""
                Hello Ada Lovelace,

                thank you for your order PO-1042. It is paid and on its way.

                  6 x White hanging heart (85123A): 15.30 GBP
                  1 x 71053: 3.39 GBP

                Total: 18.69 GBP

                Royal Mail carries it. Your tracking number is CA473124829GB.
                """);
    }

    @Test
    void withoutAShipmentOrANameTheirWordsAreLeftOut() {
        var order = Orders.order(UUID.randomUUID(), "PO-1042", null, "GBP", List.of(new Line("A", null, 1, 255)));
        var confirmation = new Confirmation(order, Map.of());

        assertThat(confirmation.letter()).startsWith("Hello,\n").endsWith("Total: 2.55 GBP\n")
                .doesNotContain("tracking", "null");
        assertThat(confirmation.notice()).isEqualTo("Order PO-1042 of demo completed: 2.55 GBP, 1 line");
    }

    @Test
    void theNoticeIsOneLineWithoutAnythingPersonal() {
        assertThat(new Confirmation(Orders.order(), Orders.SHIPMENT).notice())
                .isEqualTo("Order PO-1042 of demo completed: 18.69 GBP, 2 lines, CA473124829GB with Royal Mail")
                .doesNotContain("Ada", "ada@example.com");
    }

    @ParameterizedTest
    @CsvSource({"GBP,12.34 GBP", "JPY,1234 JPY", "KWD,1.234 KWD"})
    void amountsHaveTheirCurrencysDecimals(String currency, String total) {
        var order = Orders.order(UUID.randomUUID(), "PO-1", null, currency, List.of(new Line("A", null, 1, 1234)));

        assertThat(new Confirmation(order, Map.of()).letter()).contains("Total: " + total + "\n");
    }

    @ParameterizedTest
    @CsvSource({"20,''", "21,and 1 more line", "1000,and 980 more lines"})
    void aLongOrderIsSummedUp(int lines, String rest) {
        var order = Orders.order(UUID.randomUUID(), "PO-1", null, "GBP",
                IntStream.range(0, lines).mapToObj(i -> new Line("SKU-" + i, null, 1, 100)).toList());
        String letter = new Confirmation(order, Map.of()).letter();

        assertThat(letter.lines().filter(line -> line.startsWith("  1 x "))).hasSize(20);
        assertThat(letter).contains(rest);
        assertThat(letter.contains("more line")).isEqualTo(lines > 20);
    }
}
