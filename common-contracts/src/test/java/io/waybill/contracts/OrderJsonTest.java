package io.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderJsonTest {

    private static final String SOUND = """
            {"reference":"PO-1042","currency":"USD",
             "customer":{"id":"C-17","name":"Ada Lovelace","email":"ada@example.com"},
             "shipTo":{"street":"12 St James's Square","city":"London","postalCode":"SW1Y 4JH","country":"GB"},
             "lines":[{"sku":"85123A","description":"White hanging heart","quantity":6,"unitPrice":255},
                      {"sku":"71053","quantity":1,"unitPrice":339}],
             "paymentMethod":"pm_card_visa"}
            """;

    private static Order read(String json) {
        return OrderJson.read(json.getBytes(StandardCharsets.UTF_8), new UUID(1, 2), "demo");
    }

    private static InvalidOrderException refusal(String json) {
        return catchThrowableOfType(InvalidOrderException.class, () -> read(json));
    }

    @Test
    void aSoundDocumentIsAnOrder() {
        Order order = read(SOUND);

        assertThat(order.total()).isEqualTo(6 * 255 + 339);
        assertThat(order.shipTo().name()).isNull();
        assertThat(order.lines()).extracting(Line::sku).containsExactly("85123A", "71053");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Order order = read(SOUND);

        assertThat(OrderJson.readBack(OrderJson.write(order))).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"quantity\":6    | \"quantity\":\"6\"                  | /lines/0/quantity | must be an integer, not a string",
        "\"quantity\":6    | \"quantity\":6.0                    | /lines/0/quantity | must be an integer, not a fraction",
        "\"quantity\":6    | \"quantity\":9223372036854775808    | /lines/0/quantity | is too large",
        "\"quantity\":6    | \"quantity\":true                   | /lines/0/quantity | must be an integer, not a boolean",
        "\"quantity\":6    | \"quantity\":null                   | /lines/0/quantity | is missing",
        "\"quantity\":6    | \"quantity\":6,\"colour\":\"red\"   | /lines/0/colour   | is not a property that Waybill knows; remove it",
        "\"USD\"           | \"usd\"                             | /currency         | must be an ISO 4217 code such as \"USD\"",
        "\"GB\"            | \"Britain\"                         | /shipTo/country   | must be an ISO 3166 code such as \"GB\"",
        "ada@example.com   | ada                                 | /customer/email   | must be an e-mail address",
        "\"PO-1042\"       | \"  \"                              | /reference        | must not be blank",
        "\"PO-1042\"       | \"\\ud800\"                            | /reference        | must be valid Unicode",
        "\"PO-1042\"       | \"a\\u0000b\"                         | /reference        | must not contain control characters",
        "\"PO-1042\"       | {}                                  | /reference        | must be a string, not an object",
        "\"reference\"     | \"a/b~c\"                           | /reference        | is missing"})
    void whatIsWrongIsNamedWithItsPointer(String sound, String wrong, String pointer, String detail) {
        InvalidOrderException refusal = refusal(SOUND.replace(sound, wrong));

        assertThat(refusal.kind()).isEqualTo(InvalidOrderException.Kind.SHAPE);
        assertThat(refusal.violations()).contains(new Violation(pointer, detail));
    }

    @Test
    void pointersAreEscapedAfterRfc6901() {
        assertThat(refusal(SOUND.replace("\"reference\"", "\"a/b~c\"")).violations())
                .extracting(Violation::pointer).contains("/a~1b~0c");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(refusal("{\"lines\":[]}").violations()).extracting(Violation::pointer)
                .containsExactly("/reference", "/currency", "/customer", "/shipTo", "/lines", "/paymentMethod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":NaN}", "{\"a\":1,\"a\":2}", "{} {}", "nonsense", "{\"a\":01}"})
    void whatIsNotJsonIsMalformed(String document) {
        assertThat(refusal(document).kind()).isEqualTo(InvalidOrderException.Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242 4242 4242 4242", "4242-4242-4242-4242", "ref 5555555555554444", "378282246310005"})
    void cardNumbersAreRefusedWhereverTheyStand(String number) {
        InvalidOrderException refusal = refusal(SOUND.replace("PO-1042", number));

        assertThat(refusal.kind()).isEqualTo(InvalidOrderException.Kind.CARD_DATA);
        assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly("/reference");
        assertThat(refusal).hasMessageNotContaining(number);
    }

    @Test
    void fieldsOfACardAreRefused() {
        assertThat(refusal(SOUND.replace("\"pm_card_visa\"", "{\"card\":{\"number\":\"1\"}}")).kind())
                .isEqualTo(InvalidOrderException.Kind.CARD_DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424241", "4006381333931", "1234567890123456"})
    void numbersThatAreNoCardsPass(String number) {
        assertThat(read(SOUND.replace("PO-1042", number)).reference()).isEqualTo(number);
    }
}
