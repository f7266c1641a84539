package io.waybill.runtime;

import static io.waybill.runtime.ParkedSteps.Answer.DONE;
import static io.waybill.runtime.ParkedSteps.Answer.GONE;
import static io.waybill.runtime.ParkedSteps.Answer.NOT_PARKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.waybill.contracts.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedStepsTest extends OnRedis {

    private final ParkedSteps steps = new ParkedSteps(redis, OrderInRedis.KEEP);
    private final OrderInRedis order = new OrderInRedis(redis, STANDARD);

    @BeforeEach
    void accept() {
        order.accepted();
    }

    @AfterEach
    void close() {
        steps.close();
    }

    private void parkedAt(String agent, String... done) {
        order.allDone("validator", "inventory_agent", "fraud_agent", "payment_authorize");
        order.allDone(done);
        assertThat(order.failed(agent)).isEqualTo(Advance.Answer.PARKED);
        assertThat(order.sentTo()).isEmpty();
    }

    private ParkedSteps.Answer replay(String agent) {
        return steps.replay(order.life(1), agent);
    }

    @Test
    void aParkedStepIsSentAgainAndItsNewEntryIsTheOneThatTheOrderWaitsFor() {
        parkedAt("payment_capture");

        assertThat(replay("payment_capture")).isEqualTo(DONE);

        assertThat(order.sentTo()).containsExactly("payment_capture");
        String entry = Redis.await(redis.commands().xrange(order.keys.stream("payment_capture"), Range.unbounded(),
                Limit.from(1))).getFirst().getId();
        assertThat(order.field("sent:payment_capture")).isEqualTo(entry);
        assertThat(order.field("parked:payment_capture")).isNull();
    }

    @Test
    void aReplayedStepThatSucceedsLetsTheOrderGoOn() {
        parkedAt("payment_capture");
        replay("payment_capture");

        order.forget("payment_capture");
        assertThat(order.done("payment_capture")).isEqualTo(Advance.Answer.ADVANCED);

        assertThat(order.sentTo()).containsExactly("tracking_agent");
    }

    @Test
    void replayingTwiceSendsOnce() {
        parkedAt("payment_capture");

        assertThat(replay("payment_capture")).isEqualTo(DONE);
        assertThat(replay("payment_capture")).isEqualTo(NOT_PARKED);

        assertThat(order.sentTo()).containsExactly("payment_capture");
    }

    @Test
    void anOrderThatRedisHasLostOrThatIsInAnotherLifeIsLeftToTheRelay() {
        parkedAt("payment_capture");
        order.accept(2, Life.Start.FIRST);
        assertThat(replay("payment_capture")).isEqualTo(GONE);

        order.loseState();
        assertThat(replay("payment_capture")).isEqualTo(GONE);

        assertThat(order.sentTo()).containsExactly("validator");
    }

    @Test
    void theOneWhoAsksForTheDecisionIsToldWhyAgain() {
        order.done("validator");
        order.refused("fraud_agent", Reason.FRAUD);
        order.failed("rollback");

        assertThat(replay("rollback")).isEqualTo(DONE);

        order.forget("rollback");
        assertThat(order.entry("rollback").why()).isEqualTo(new Delivery.Why("fraud", "because"));
    }

    @Test
    void anOrderSettlesWithoutADiscardedTrailingStep() {
        parkedAt("notifier", "payment_capture", "tracking_agent");
        assertThat(order.field("settled")).isNull();

        assertThat(steps.discardTrailing(order.life(1), "notifier")).isEqualTo(DONE);

        assertThat(order.field("settled")).isEqualTo("1");
        assertThat(order.millisToLive()).isPositive();
        assertThat(order.events()).endsWith("8 step notifier parked dependency_failed", "9 settled");
    }

    @Test
    void discardingTwiceSettlesOnce() {
        parkedAt("notifier", "payment_capture", "tracking_agent");

        steps.discardTrailing(order.life(1), "notifier");
        assertThat(steps.discardTrailing(order.life(1), "notifier")).isEqualTo(NOT_PARKED);

        assertThat(order.events()).filteredOn(event -> event.contains("settled")).hasSize(1);
    }

    @Test
    void aDiscardedStepOfAnOrderThatRedisHasLostChangesNothing() {
        parkedAt("notifier", "payment_capture", "tracking_agent");
        order.loseState();

        assertThat(steps.discardTrailing(order.life(1), "notifier")).isEqualTo(GONE);

        assertThat(order.events()).noneMatch(event -> event.contains("settled"));
    }
}
