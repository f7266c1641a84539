package io.waybill.gateway;

import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.ended;
import static io.waybill.gateway.Samples.settled;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.OrderEvent;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Life;
import io.waybill.runtime.Life.Start;
import io.waybill.runtime.Traces;
import io.waybill.runtime.Unsettled.Look;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.QueryTimeoutException;

/** One sweep of the relay over a real ledger. */
class RelayTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private final RecordingStreams streams = new RecordingStreams();
    private final LedgerWriter writer = new LedgerWriter(DATABASE.batches(), new EndWaiters(), new Listeners());
    private final RelayLease lease = new RelayLease(DATABASE.ledger);
    private final Relay relay = relay(1000, () -> true);

    @BeforeEach
    void nothingElse() {
        DATABASE.ledger.sql("truncate orders, event, decision, relay_lease, idempotency_key").update();
    }

    private Relay relay(int perSecond, LedgerCopy pauses) {
        return new Relay(new UnsettledOrders(DATABASE.ledger, DATABASE.pipelines), streams, lease,
                new Starts(streams, pauses, Traces.off(), new GatewaySettings(1, "", perSecond)),
                new SimpleMeterRegistry());
    }

    private UUID order() {
        UUID order = DATABASE.accepted();
        DATABASE.ledger.sql("update orders set accepted_at = accepted_at - interval '3 seconds' where id = :id")
                .param("id", order).update();
        return order;
    }

    private void written(OrderEvent... events) {
        writer.write(List.of(events));
    }

    private void decided(UUID order, String verdict, @Nullable String reason) {
        DATABASE.ledger.sql("select * from ledger.decide(:id, :verdict, :reason, null)").param("id", order)
                .param("verdict", verdict).param("reason", reason).query().listOfRows();
    }

    private Start startOf(UUID order) {
        return streams.accepted(order).start();
    }

    @Test
    void anOrderThatRedisHasLostStartsOverAsANewLife() throws InterruptedException {
        UUID order = order();

        relay.sweep();

        Life life = streams.accepted(order);
        assertThat(life.number()).isEqualTo(2);
        assertThat(life.start()).isEqualTo(Start.FIRST);
        assertThat(life.plan()).isEqualTo(DATABASE.pipelines.plan());
        assertThat(life.payload()).contains("85123A");
    }

    @Test
    void anOrderThatIsUnderWayIsLeftAlone() throws InterruptedException {
        UUID order = order();
        streams.looks(order, Look.UNDER_WAY);

        relay.sweep();

        assertThat(streams.lives(order)).isEmpty();
    }

    @Test
    void anOrderThatHasJustBeenAcceptedIsNotLookedAtYet() throws InterruptedException {
        UUID order = DATABASE.accepted();

        relay.sweep();

        assertThat(streams.wasAsked(order)).isFalse();
    }

    @Test
    void whereAbortStandsANewLifeBeginsWithRollback() throws InterruptedException {
        UUID order = order();
        decided(order, "abort", "fraud");

        relay.sweep();

        assertThat(startOf(order)).isEqualTo(Start.ROLLBACK);
    }

    @Test
    void whereCommitStandsANewLifeBeginsAnew() throws InterruptedException {
        UUID order = order();
        decided(order, "commit", null);

        relay.sweep();

        assertThat(startOf(order)).isEqualTo(Start.FIRST);
    }

    @Test
    void anOrderThatHasCompletedOnlyMakesUpForItsTrailingSteps() throws InterruptedException {
        UUID order = order();
        written(completed(order, 1, 7));

        relay.sweep();

        assertThat(startOf(order)).isEqualTo(Start.TRAILING);
    }

    @Test
    void anOrderThatHasSettledIsNotLookedAt() throws InterruptedException {
        UUID order = order();
        written(completed(order, 1, 7), settled(order, 1, 9));

        relay.sweep();

        assertThat(streams.wasAsked(order)).isFalse();
    }

    @Test
    void aSettledOrderWhoseEndTheLedgerHasNotHeardOfStartsOver() throws InterruptedException {
        UUID order = order();
        written(settled(order, 1, 9));

        relay.sweep();

        assertThat(startOf(order)).isEqualTo(Start.FIRST);
    }

    @Test
    void anIdleOrderStartsOverUnlessTheLedgerKnowsThatItWaitsForAPerson() throws InterruptedException {
        UUID parked = order();
        UUID unheard = order();
        written(step(parked, 1, 1, "tracking_agent", "parked"), step(unheard, 1, 1, "tracking_agent", "done"));
        streams.looks(parked, Look.IDLE);
        streams.looks(unheard, Look.IDLE);

        relay.sweep();

        assertThat(streams.lives(parked)).isEmpty();
        assertThat(streams.lives(unheard)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anOrderIsNotForgottenWhenRedisGoesBackToBeforeItsParkedStepWasSeenTo(Resolution resolution)
            throws InterruptedException {
        UUID order = order();
        written(step(order, 1, 1, "tracking_agent", "parked"));
        DATABASE.ledger.sql("update parked set resolution = :how, resolved_at = now(), resolved_by = 'demo' "
                + "where order_id = :id").param("how", resolution.code()).param("id", order).update();
        streams.looks(order, Look.IDLE);

        relay.sweep();
        assertThat(streams.lives(order)).extracting(Life::number).containsExactly(2L);

        written(step(order, 2, 1, "tracking_agent", "parked"));
        relay.sweep();
        assertThat(streams.lives(order)).hasSize(1);
    }

    @Test
    void aForkStartsTheOrderOverOnceThoughItIsToldTwice() throws InterruptedException {
        UUID order = order();
        relay.sweep();
        written(step(order, 2, 1, "validator", "done"), step(order, 2, 2, "fraud_agent", "done"));

        written(step(order, 2, 2, "inventory_agent", "done"));
        written(step(order, 2, 2, "inventory_agent", "done"));
        relay.sweep();
        relay.sweep();

        assertThat(streams.lives(order)).extracting(Life::number).containsExactly(2L, 4L);
    }

    @Test
    void pastItsDeadlineAnOrderThatNobodyHasDecidedIsAborted() throws InterruptedException {
        UUID late = order();
        UUID paid = order();
        decided(paid, "commit", null);
        DATABASE.ledger.sql("update orders set deadline_at = accepted_at + interval '1 second'").update();
        streams.looks(late, Look.UNDOS_SENT);

        relay.sweep();

        assertThat(streams.asked(late).decision())
                .extracting(standing -> standing.verdict(), standing -> standing.reason())
                .containsExactly(Decision.ABORT, "deadline");
        assertThat(streams.asked(paid).decision()).extracting(standing -> standing.verdict())
                .isEqualTo(Decision.COMMIT);
    }

    @Test
    void theOldestComeFirstAndAllComeHoweverManyTheyAre() throws InterruptedException {
        List<UUID> orders = Stream.generate(this::order).limit(1_203)
                .sorted(Comparator.comparing(UUID::toString)).toList();

        relay.sweep();

        assertThat(streams.all()).extracting(Life::orderId).containsExactlyElementsOf(orders);
    }

    /** Redis may have lost both in the middle of a sweep, when nobody looks at its marks. */
    @Test
    void whoIsPausedIsSaidAgainBeforeOrdersStartOver() throws InterruptedException {
        var startedBefore = new ArrayList<Integer>();
        LedgerCopy pauses = () -> startedBefore.add(streams.all().size());
        UUID order = order();
        streams.looks(order, Look.UNDER_WAY);

        relay(2, pauses).sweep();
        assertThat(startedBefore).isEmpty();

        streams.looks(order, Look.GONE);
        order();
        order();
        relay(2, pauses).sweep();

        assertThat(startedBefore).containsExactly(0, 2);
    }

    @Test
    void whatAnOutageOfRedisCutShortIsMadeUpFor() throws InterruptedException {
        UUID order = order();
        streams.breakDown();
        assertThatThrownBy(relay::sweep).isInstanceOf(QueryTimeoutException.class);

        streams.mend();
        relay.sweep();

        assertThat(streams.lives(order)).hasSize(1);
    }

    @Test
    void anOrderEndedOtherwiseIsUndoneAgainUntilItHasSettled() throws InterruptedException {
        UUID order = order();
        decided(order, "abort", "out_of_stock");
        written(ended(order, 1, 5, Reason.OUT_OF_STOCK));

        relay.sweep();

        assertThat(startOf(order)).isEqualTo(Start.ROLLBACK);
    }
}
