package io.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class ShipmentsTest {

    private static final JdbcClient JDBC = new TrackingDatabase().jdbc();

    private final Shipments shipments = new Shipments(JDBC);

    /** 47312482 is the example that the standard itself computes. */
    @ParameterizedTest
    @CsvSource({"47312482,CA473124829GB", "0,CA000000005GB", "3,CA000000031GB", "8,CA000000080GB",
        "99999999,CA999999995GB", "100000000,CB000000005GB", "2099999999,CU999999995GB"})
    void theCheckDigitIsThatOfS10(long serial, String number) {
        assertThat(JDBC.sql("select tracking.s10(:serial, 'GB')").param("serial", serial).query(String.class).single())
                .isEqualTo(number);
    }

    @Test
    void everyOrderHasANumberOfItsOwn() {
        assertThat(ship(UUID.randomUUID()).trackingNumber()).isNotEqualTo(ship(UUID.randomUUID()).trackingNumber());
    }

    @Test
    void aNumberCannotBeGivenTwice() {
        ship(UUID.randomUUID());
        JDBC.sql("alter sequence tracking.serial restart").update();

        assertThatThrownBy(() -> ship(UUID.randomUUID())).isInstanceOf(DataIntegrityViolationException.class);
    }

    private Shipment ship(UUID order) {
        return shipments.ship(order, "GB", "Royal Mail", "GB");
    }
}
