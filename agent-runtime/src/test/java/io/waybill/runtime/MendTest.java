package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Unsettled.Look;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay sees of an order in a real Redis, and what it does about it. */
class MendTest extends OnRedis {

    private static final Standing ABORT = new Standing(Decision.ABORT, "deadline", null);
    private static final Standing COMMIT = new Standing(Decision.COMMIT, null, null);

    private final OrderInRedis order = new OrderInRedis(redis, STANDARD);
    private final RedisOrderStreams streams = new RedisOrderStreams(redis, OrderInRedis.KEEP);

    @BeforeEach
    void accept() {
        order.accepted();
    }

    private Look look() {
        return order.mended(1, null);
    }

    private void completed() {
        order.allDone("validator", "inventory_agent", "fraud_agent", "payment_authorize", "payment_capture",
                "tracking_agent");
    }

    @Test
    void anOrderThatWaitsIsLeftAloneHoweverOftenItIsLookedAt() {
        assertThat(look()).isEqualTo(Look.UNDER_WAY);
        order.done("validator");
        List<String> sent = order.sentTo();

        assertThat(Stream.generate(this::look).limit(3)).containsOnly(Look.UNDER_WAY);

        assertThat(order.sentTo()).isEqualTo(sent);
    }

    @Test
    void anOrderWithoutStateIsGone() {
        order.loseState();

        assertThat(look()).isEqualTo(Look.GONE);
    }

    @Test
    void anEarlierLifeThanTheLedgerKnowsIsGoneAndALaterOneIsUnderWay() {
        assertThat(order.mended(2, null)).isEqualTo(Look.GONE);

        order.accept(3, Life.Start.FIRST);
        assertThat(order.mended(2, null)).isEqualTo(Look.UNDER_WAY);
    }

    @Test
    void anOrderWhosePlanIsLostIsGone() {
        Redis.await(redis.commands().del(order.keys.plan(STANDARD.hash())));

        assertThat(look()).isEqualTo(Look.GONE);
    }

    @Test
    void aBrokenStateIsGoneAndANewLifeTakesItsPlace() {
        for (String field : List.of("plan", "status", "life")) {
            Redis.await(redis.commands().hdel(order.keys.order(order.order.id()), field));
            assertThat(look()).isEqualTo(Look.GONE);
            assertThat(order.accept(1, Life.Start.FIRST)).isTrue();
        }
        Redis.await(redis.commands().set(order.keys.order(order.order.id()), "no hash"));
        assertThat(look()).isEqualTo(Look.GONE);

        assertThat(order.accept(2, Life.Start.FIRST)).isTrue();
        assertThat(look()).isEqualTo(Look.UNDER_WAY);
    }

    @Test
    void anEntryThatIsMissingIsSentAgainAndTheOthersStay() {
        order.done("validator");
        order.loseEntry("fraud_agent");

        assertThat(look()).isEqualTo(Look.SENT_AGAIN);
        assertThat(order.sentTo()).containsExactlyInAnyOrder("inventory_agent", "fraud_agent", "payment_authorize");
        assertThat(look()).isEqualTo(Look.UNDER_WAY);

        order.forget("fraud_agent");
        assertThat(order.done("fraud_agent")).isEqualTo(Advance.Answer.ADVANCED);
    }

    @Test
    void theAskForTheDecisionIsSentAgainWithItsReason() {
        order.done("validator");
        order.refused("fraud_agent", Reason.FRAUD);
        order.loseEntry("rollback");

        assertThat(look()).isEqualTo(Look.SENT_AGAIN);

        order.forget("rollback");
        assertThat(order.entry("rollback").why()).isEqualTo(new Delivery.Why("fraud", "because"));
    }

    @Test
    void whereAbortStandsTheUndosAreSentOnceAndTheOrderEndsByThem() {
        order.done("validator");

        assertThat(order.mended(1, ABORT)).isEqualTo(Look.UNDOS_SENT);
        assertThat(order.mended(1, ABORT)).isEqualTo(Look.UNDER_WAY);
        order.allDone("inventory_rollback", "payment_rollback");

        assertThat(order.events()).contains("4 ended deadline", "5 settled");
        assertThat(order.done("fraud_agent")).isEqualTo(Advance.Answer.ADVANCED);
        assertThat(order.sentTo()).doesNotContain("payment_capture");
    }

    @Test
    void theUndosAreSentOnceWhenRollbackIsAboutToSendThemItself() {
        order.done("validator");
        order.refused("fraud_agent", Reason.FRAUD);

        assertThat(order.mended(1, ABORT)).isEqualTo(Look.UNDOS_SENT);
        order.decided(Decision.ABORT, Reason.FRAUD);

        assertThat(order.sentTo()).containsOnlyOnce("inventory_rollback", "payment_rollback");
    }

    @Test
    void whereAbortStandsNoStepIsSentAgainNorWaitedFor() {
        order.done("validator");
        order.mended(1, ABORT);
        order.loseEntry("fraud_agent");
        List<String> sent = order.sentTo();

        assertThat(order.mended(1, ABORT)).isEqualTo(Look.UNDER_WAY);
        assertThat(order.sentTo()).isEqualTo(sent);

        order.allDone("inventory_rollback", "payment_rollback");
        order.readEvents();
        assertThat(order.mended(1, ABORT)).isEqualTo(Look.IDLE);
    }

    @Test
    void anUndoThatIsMissingIsSentAgain() {
        order.done("validator");
        order.mended(1, ABORT);
        order.loseEntry("inventory_rollback");

        assertThat(order.mended(1, ABORT)).isEqualTo(Look.SENT_AGAIN);
        assertThat(order.sentTo()).containsOnlyOnce("inventory_rollback");
    }

    @Test
    void whereCommitStandsTheOrderGoesOn() {
        assertThat(order.mended(1, COMMIT)).isEqualTo(Look.UNDER_WAY);
        assertThat(order.status()).isEqualTo("processing");
    }

    @Test
    void aParkedStepIsNotSentAgain() {
        order.allDone("validator", "inventory_agent", "fraud_agent", "payment_authorize", "payment_capture");
        order.failed("tracking_agent");

        assertThat(look()).isEqualTo(Look.UNDER_WAY);
        order.readEvents();

        assertThat(look()).isEqualTo(Look.IDLE);
        assertThat(order.sentTo()).isEmpty();
    }

    @Test
    void aSettledOrderIsIdleOnceItsEventsAreRead() {
        completed();
        order.done("notifier");
        assertThat(look()).isEqualTo(Look.UNDER_WAY);

        order.readEvents();

        assertThat(look()).isEqualTo(Look.IDLE);
    }

    @Test
    void manyOrdersAreLookedAtInOneGoAndAnsweredForInSequence() {
        List<Unsettled> orders = IntStream.range(0, 300)
                .mapToObj(i -> new Unsettled(i % 3 == 0 ? order.order.id() : UUID.randomUUID(), 0, 1, null)).toList();
        Redis.await(redis.commands().scriptFlush());

        List<Look> looks = streams.mend(orders);

        assertThat(looks).hasSize(300);
        assertThat(IntStream.range(0, 300).allMatch(i -> looks.get(i) == (i % 3 == 0 ? Look.UNDER_WAY : Look.GONE)))
                .isTrue();
    }

    @Test
    void aMarkTellsWhetherRedisIsAsItWasLeft() {
        assertThat(streams.mark(0, "a")).isNull();
        assertThat(streams.mark(0, "b")).isEqualTo("a");
        assertThat(streams.mark(1, "b")).isNull();

        Redis.await(redis.commands().flushall());

        assertThat(streams.mark(0, "c")).isNull();
    }
}
