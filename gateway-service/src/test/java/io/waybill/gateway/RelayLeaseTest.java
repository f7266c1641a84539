package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.runtime.Life;
import io.waybill.runtime.Traces;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayLeaseTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private final RecordingStreams streams = new RecordingStreams();
    private final RelayLease lease = new RelayLease(DATABASE.ledger);

    @BeforeEach
    void nothingElse() {
        DATABASE.ledger.sql("truncate orders, event, decision, relay_lease, idempotency_key").update();
    }

    private Relay relay(int perSecond) {
        return new Relay(new UnsettledOrders(DATABASE.ledger, DATABASE.pipelines), streams, lease,
                new Starts(streams, () -> true, Traces.off(), new GatewaySettings(1, "", perSecond)),
                new SimpleMeterRegistry());
    }

    private UUID order() {
        UUID order = DATABASE.accepted();
        DATABASE.ledger.sql("update orders set accepted_at = accepted_at - interval '3 seconds' where id = :id")
                .param("id", order).update();
        return order;
    }

    @Test
    void onlyTheGatewayThatHoldsTheLeaseSweeps() throws InterruptedException {
        UUID order = order();
        var other = new RelayLease(DATABASE.ledger);

        assertThat(other.take()).isTrue();
        relay(1000).sweep();
        assertThat(streams.lives(order)).isEmpty();

        other.leave();
        relay(1000).sweep();
        assertThat(streams.lives(order)).hasSize(1);
        assertThat(other.take()).isFalse();
    }

    @Test
    void aSlowGatewayThatHasLostTheLeaseStartsNoMoreThanItHadBegunWith() throws InterruptedException {
        List<UUID> orders = Stream.generate(this::order).limit(5).sorted(Comparator.comparing(UUID::toString)).toList();
        streams.onAccept(_ -> DATABASE.ledger
                .sql("update relay_lease set holder = 'another', held_until = now() + interval '1 minute'").update());

        relay(2).sweep();

        assertThat(streams.all()).extracting(Life::orderId).containsExactlyElementsOf(orders.subList(0, 2));
        assertThat(DATABASE.ledger.sql("select life from orders order by id").query(Long.class).list())
                .containsExactly(2L, 2L, 1L, 1L, 1L);
    }

    @Test
    void aDeadGatewaysLeaseEnds() {
        assertThat(new RelayLease(DATABASE.ledger).take()).isTrue();
        assertThat(lease.take()).isFalse();

        DATABASE.ledger.sql("update relay_lease set held_until = now() - interval '1 second'").update();

        assertThat(lease.take()).isTrue();
    }
}
