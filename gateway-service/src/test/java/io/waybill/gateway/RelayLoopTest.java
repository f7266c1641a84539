package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.runtime.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** When the relay sweeps and when it rests, by a clock that the test sets. */
class RelayLoopTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();
    private static final GatewaySettings SETTINGS = new GatewaySettings(2, "", 1000);

    private final RecordingStreams streams = new RecordingStreams();
    private final RelayLease lease = new RelayLease(DATABASE.ledger);
    private final UUID order = DATABASE.accepted();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final RelayLoop loop = new RelayLoop(relay(), lease, new Marks(streams, SETTINGS), this::mendPauses,
            () -> now);

    private int mendedPauses;

    private Relay relay() {
        return new Relay(new UnsettledOrders(DATABASE.ledger, DATABASE.pipelines), streams, lease,
                new Starts(streams, () -> true, Traces.off(), SETTINGS), new SimpleMeterRegistry());
    }

    private boolean mendPauses() {
        mendedPauses++;
        return true;
    }

    @BeforeEach
    void old() {
        DATABASE.ledger.sql("update orders set accepted_at = accepted_at - interval '3 seconds' where id = :id")
                .param("id", order).update();
    }

    @AfterEach
    void leave() {
        lease.leave();
    }

    private int lives() {
        return streams.lives(order).size();
    }

    @Test
    void afterASweepItRestsAndThenSweepsAgain() throws InterruptedException {
        loop.turn();
        assertThat(lives()).isEqualTo(1);
        streams.forget(order);

        loop.turn();
        assertThat(lives()).isZero();

        now = now.plus(Duration.ofSeconds(2));
        loop.turn();
        assertThat(lives()).isEqualTo(1);
    }

    @Test
    void aSlowSweepIsFollowedByTheNextWithinSeconds() throws InterruptedException {
        var slow = new RelayLoop(relay(), lease, new Marks(streams, SETTINGS), this::mendPauses,
                this::aMinuteLaterEachTime);
        slow.turn();
        streams.forget(order);

        slow.turn();

        assertThat(lives()).isEqualTo(1);
    }

    private Instant aMinuteLaterEachTime() {
        now = now.plus(Duration.ofMinutes(1));
        return now;
    }

    @Test
    void whenRedisIsEmptyItSweepsAtOnce() throws InterruptedException {
        loop.turn();
        streams.empty();

        loop.turn();

        assertThat(lives()).isEqualTo(1);
    }

    @Test
    void pausesAreLookedAfterWithEachSweepAndAtOnceWhenRedisIsEmpty() throws InterruptedException {
        loop.turn();
        loop.turn();
        assertThat(mendedPauses).isEqualTo(1);

        streams.empty();
        loop.turn();
        assertThat(mendedPauses).isEqualTo(2);

        now = now.plus(Duration.ofSeconds(2));
        loop.turn();
        assertThat(mendedPauses).isEqualTo(3);
    }

    @Test
    void whenOnePartitionIsOlderThanItWasItSweepsAtOnce() throws InterruptedException {
        loop.turn();
        streams.forget(order);
        streams.mark(1, "an earlier mark");

        loop.turn();

        assertThat(lives()).isEqualTo(1);
    }

    @Test
    void whenAnotherGatewayHasTheLeaseItLeavesItsHandsOffAndSweepsOnceItGetsIt() throws InterruptedException {
        loop.turn();
        lease.leave();
        var other = new RelayLease(DATABASE.ledger);
        other.take();
        streams.empty();

        loop.turn();
        assertThat(lives()).isZero();

        other.leave();
        loop.turn();
        assertThat(lives()).isEqualTo(1);
    }

    @Test
    void aTurnThatAnOutageEndedIsMadeUpForByTheNext() throws InterruptedException {
        streams.breakDown();
        assertThatThrownBy(loop::turn).isInstanceOf(QueryTimeoutException.class);

        streams.mend();
        loop.turn();

        assertThat(lives()).isEqualTo(1);
    }
}
