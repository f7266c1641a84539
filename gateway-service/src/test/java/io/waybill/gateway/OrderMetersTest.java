package io.waybill.gateway;

import static io.waybill.gateway.Samples.AT;
import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.ended;
import static io.waybill.gateway.Samples.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Reason;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderMetersTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LedgerWriter writer = new LedgerWriter(DATABASE.batches(meters), new EndWaiters(), new Listeners());
    private final UUID order = DATABASE.accepted();

    private double counted(String status, String reason) {
        return meters.get("waybill.orders.ended").tags("status", status, "reason", reason).counter().count();
    }

    @Test
    void anEndIsCountedOnceHoweverOftenItIsTold() {
        writer.write(List.of(ended(order, 1, 1, Reason.FRAUD), settled(order, 1, 2)));
        writer.write(List.of(ended(order, 1, 1, Reason.FRAUD)));
        writer.write(List.of(completed(order, 2, 1)));

        assertThat(counted("rejected", "fraud")).isEqualTo(1);
        assertThat(counted("completed", "none")).isZero();
        assertThat(meters.get("waybill.order.duration").tag("status", "rejected").timer().count()).isEqualTo(1);
        assertThat(meters.get("waybill.ledger.batch").summary().count()).isEqualTo(3);
        assertThat(meters.get("waybill.ledger.batch").summary().totalAmount()).isEqualTo(4);
    }

    @Test
    void whatWasNotCommittedIsNotCounted() {
        UUID stranger = UUID.randomUUID();
        writer.write(List.of(completed(stranger, 1, 1)));

        assertThat(counted("completed", "none")).isZero();
    }

    @Test
    void anOrderTakesFromItsAcceptanceToItsEnd() {
        DATABASE.ledger.sql("update orders set accepted_at = :at where id = :id").param("id", order)
                .param("at", AT.minusSeconds(9).atOffset(ZoneOffset.UTC)).update();

        writer.write(List.of(completed(order, 1, 1)));

        assertThat(meters.get("waybill.order.duration").tag("status", "completed").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(10);
    }
}
