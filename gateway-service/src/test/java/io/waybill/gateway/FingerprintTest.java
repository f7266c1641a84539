package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.OrderJson;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private static String of(String order) {
        return Fingerprint.of(OrderJson.read(order.getBytes(StandardCharsets.UTF_8), UUID.randomUUID(), "demo"));
    }

    /**
     * Fingerprints in the ledger were made like this one, and must be made like it for ever: of
     * {"currency":"USD","customer":{"email":"ada@example.com","id":"C-17"},"lines":[{"quantity":10,"sku":"85123A",
     * "unitPrice":255}],"paymentMethod":"pm_card_visa","reference":"PO-1042","shipTo":{"country":"GB"}} without the line break.
     */
    @Test
    void itIsTheHashOfTheSortedPropertiesThatAreThere() {
        assertThat(of(Samples.order())).isEqualTo("5eb83df83629d3f34a36403bd04801039e3727e127fed6918a28ffe46cc985be");
    }

    @ParameterizedTest
    @CsvSource({"PO-1042, PO-1043", "USD, EUR", "C-17, C-18", "GB, IE", "85123A, 85123B", "10, 11", "255, 256",
        "pm_card_visa, pm_card_mastercard", "ada@, bob@"})
    void whateverTheOrderSaysChangesIt(String said, String other) {
        assertThat(of(Samples.order().replace(said, other))).isNotEqualTo(of(Samples.order()));
    }
}
