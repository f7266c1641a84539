package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.contracts.Pipeline;
import io.waybill.contracts.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The two scripts that move orders, on a real Redis. */
class AdvanceTest extends OnRedis {

    private OrderInRedis inStandard() {
        return new OrderInRedis(redis, STANDARD).accepted();
    }

    private OrderInRedis held() {
        OrderInRedis order = inStandard();
        order.allDone("validator", "inventory_agent", "fraud_agent", "payment_authorize");
        return order;
    }

    @Test
    void anOrderGoesFromStepToStepAndIndependentStepsAtOnce() {
        OrderInRedis order = inStandard();

        assertThat(order.sentTo()).containsExactly("validator");
        order.done("validator");
        assertThat(order.sentTo()).containsExactlyInAnyOrder("inventory_agent", "fraud_agent", "payment_authorize");
        order.allDone("inventory_agent", "fraud_agent");
        assertThat(order.sentTo()).containsExactly("payment_authorize");
        order.done("payment_authorize");
        assertThat(order.sentTo()).containsExactly("payment_capture");
        order.allDone("payment_capture", "tracking_agent");
        assertThat(order.status()).isEqualTo("completed");
        assertThat(order.sentTo()).containsExactly("notifier");
        order.done("notifier");

        assertThat(order.sentTo()).isEmpty();
        assertThat(order.events()).containsExactly("1 step validator done", "2 step inventory_agent done",
                "3 step fraud_agent done", "4 step payment_authorize done", "5 step payment_capture done",
                "6 step tracking_agent done", "7 ended", "8 step notifier done", "9 settled");
    }

    @Test
    void theStateIsKeptADayAfterTheOrderHasSettledAndForEverBefore() {
        OrderInRedis order = held();
        order.allDone("payment_capture", "tracking_agent");
        assertThat(order.millisToLive()).isEqualTo(-1);

        order.done("notifier");

        assertThat(order.millisToLive()).isBetween(1L, OrderInRedis.KEEP.toMillis());
    }

    @Test
    void anOutcomeThatComesTwiceChangesNothing() {
        OrderInRedis order = inStandard();
        order.done("validator");
        List<String> sent = order.sentTo();

        assertThat(order.done("validator")).isEqualTo(Advance.Answer.RECORDED_BEFORE);
        assertThat(order.refused("validator", Reason.INVALID)).isEqualTo(Advance.Answer.RECORDED_BEFORE);

        assertThat(order.sentTo()).isEqualTo(sent);
        assertThat(order.events()).hasSize(1);
    }

    @Test
    void theEntryIsAcknowledgedTogetherWithTheStep() {
        OrderInRedis order = inStandard();
        order.entry("validator");
        assertThat(order.pendingTo("validator")).isEqualTo(1);

        order.done("validator");

        assertThat(order.pendingTo("validator")).isZero();
    }

    @Test
    void ifItBreaksOnItsWayTheNumberOfItsEventIsNotGivenToAnother() {
        OrderInRedis order = inStandard();
        order.entry("validator");
        Redis.await(redis.commands().set(order.keys.stream("fraud_agent"), "no stream"));

        assertThatThrownBy(() -> order.done("validator")).hasMessageContaining("WRONGTYPE");

        assertThat(order.events()).containsExactly("1 step validator done");
        assertThat(order.field("events")).isEqualTo("1");
        assertThat(order.done("validator")).isEqualTo(Advance.Answer.RECORDED_BEFORE);
    }

    @Test
    void anEntryWithoutStateOrOfAnotherLifeGoesWithoutEffect() {
        OrderInRedis order = inStandard();
        order.entry("validator");
        order.loseState();
        assertThat(order.done("validator")).isEqualTo(Advance.Answer.GONE);

        order.accept(2, Life.Start.FIRST);
        assertThat(order.done("validator")).isEqualTo(Advance.Answer.OTHER_LIFE);

        assertThat(order.events()).isEmpty();
        assertThat(order.sentTo()).containsExactly("validator");
    }

    static Stream<Arguments> arrivals() {
        return Stream.concat(arrivals(STANDARD, List.of("inventory_agent", "fraud_agent", "payment_authorize")),
                arrivals(SEED, List.of("inventory_agent", "fraud_agent")));
    }

    /** Every one of the siblings as the one that refuses, and every order in which their outcomes and the undos come. */
    private static Stream<Arguments> arrivals(Pipeline pipeline, List<String> siblings) {
        return siblings.stream().flatMap(refuser -> Permutations.of(siblings)
                .map(arrival -> Arguments.of(pipeline, refuser, arrival)));
    }

    @ParameterizedTest
    @MethodSource("arrivals")
    void aRefusalUndoesTheOrderWheneverItsSiblingsArrive(Pipeline pipeline, String refuser, List<String> arrival) {
        for (int undosAfter = arrival.indexOf(refuser) + 1; undosAfter <= arrival.size(); undosAfter++) {
            OrderInRedis order = new OrderInRedis(redis, pipeline).accepted();
            order.done("validator");
            for (int i = 0; i < arrival.size(); i++) {
                if (i == undosAfter) {
                    undo(order, pipeline);
                }
                String agent = arrival.get(i);
                assertThat(agent.equals(refuser) ? order.refused(agent, Reason.FRAUD) : order.done(agent))
                        .isEqualTo(Advance.Answer.ADVANCED);
            }
            if (undosAfter == arrival.size()) {
                undo(order, pipeline);
            }

            assertThat(order.status()).isEqualTo("undone");
            assertThat(order.sentTo()).isEmpty();
            assertThat(order.events()).filteredOn(event -> event.contains("ended")).hasSize(1)
                    .first().asString().endsWith("ended fraud");
            assertThat(order.events()).filteredOn(event -> event.contains("settled")).hasSize(1);
        }
    }

    private static void undo(OrderInRedis order, Pipeline pipeline) {
        order.decided(Decision.ABORT, Reason.FRAUD);
        assertThat(order.sentTo()).containsAll(pipeline.undos());
        pipeline.undos().forEach(order::done);
    }

    @Test
    void twoRefusalsAskForTheDecisionOnce() {
        OrderInRedis order = inStandard();
        order.done("validator");
        order.refused("fraud_agent", Reason.FRAUD);
        order.refused("inventory_agent", Reason.OUT_OF_STOCK);

        assertThat(order.sentTo()).containsExactlyInAnyOrder("payment_authorize", "rollback");
        assertThat(order.entry("rollback").why()).isEqualTo(new Delivery.Why("fraud", "because"));
    }

    @Test
    void theEndFollowsFromTheDecisionAndNotFromWhoAsked() {
        OrderInRedis order = inStandard();
        order.refused("validator", Reason.INVALID);
        order.decided(Decision.ABORT, Reason.CANCELLED_BY_MERCHANT);
        order.allDone("inventory_rollback", "payment_rollback");

        assertThat(order.events()).contains("5 ended cancelled_by_merchant");
    }

    @Test
    void everyUndoIsSentWhateverThisLifeRemembersHavingDone() {
        OrderInRedis order = inStandard();
        order.refused("validator", Reason.INVALID);
        order.decided(Decision.ABORT, Reason.INVALID);

        assertThat(order.sentTo()).containsExactly("inventory_rollback", "payment_rollback");
        assertThat(order.status()).isEqualTo("compensating");
    }

    @Test
    void whenCommitStandsRefusalsBeforeThePivotAreMoot() {
        OrderInRedis order = inStandard();
        order.allDone("validator", "inventory_agent", "payment_authorize");
        order.refused("fraud_agent", Reason.FRAUD);

        order.decided(Decision.COMMIT, null);

        assertThat(order.sentTo()).containsExactly("payment_capture");
        order.allDone("payment_capture", "tracking_agent");
        assertThat(order.status()).isEqualTo("completed");
    }

    @Test
    void aCommittedOrderStaysCommittedWhenAnotherAgentRefusesLater() {
        OrderInRedis order = inStandard();
        order.done("validator");
        order.refused("fraud_agent", Reason.FRAUD);
        order.decided(Decision.COMMIT, null);

        order.refused("inventory_agent", Reason.OUT_OF_STOCK);
        order.done("payment_authorize");

        assertThat(order.sentTo()).containsExactly("payment_capture");
    }

    @Test
    void thePivotsRefusalMeansThatAbortStandsSoTheUndosAreSentDirectly() {
        OrderInRedis order = held();

        order.refused("payment_capture", Reason.AUTHORIZATION_EXPIRED);

        assertThat(order.sentTo()).containsExactly("inventory_rollback", "payment_rollback");
        order.allDone("inventory_rollback", "payment_rollback");
        assertThat(order.events()).contains("8 ended authorization_expired");
    }

    @Test
    void aFinalFailureBeforeThePivotUndoesTheOrder() {
        OrderInRedis order = inStandard();
        order.done("validator");

        order.failed("fraud_agent");

        assertThat(order.entry("rollback").why()).isEqualTo(new Delivery.Why("dependency_failed", "broken"));
        assertThat(order.events()).contains("2 step fraud_agent failed dependency_failed");
    }

    @Test
    void aFailureFromThePivotOnParksAndUndoesNothing() {
        OrderInRedis order = held();
        assertThat(order.failed("payment_capture")).isEqualTo(Advance.Answer.PARKED);

        assertThat(order.sentTo()).isEmpty();
        assertThat(order.status()).isEqualTo("processing");
        assertThat(order.field("parked:payment_capture")).isNotNull();
        assertThat(order.events()).contains("5 step payment_capture parked dependency_failed");
    }

    @Test
    void aRefusalBehindThePivotParks() {
        OrderInRedis order = held();
        order.done("payment_capture");

        assertThat(order.refused("tracking_agent", Reason.INVALID)).isEqualTo(Advance.Answer.PARKED);
    }

    @Test
    void anUndoThatCannotSucceedParksAndTheOrderIsNotCalledUndone() {
        OrderInRedis order = inStandard();
        order.refused("validator", Reason.INVALID);
        order.decided(Decision.ABORT, Reason.INVALID);
        order.done("inventory_rollback");

        assertThat(order.failed("payment_rollback")).isEqualTo(Advance.Answer.PARKED);
        assertThat(order.status()).isEqualTo("compensating");
    }

    @Test
    void aParkedTrailingStepLeavesTheOrderCompleted() {
        OrderInRedis order = held();
        order.allDone("payment_capture", "tracking_agent");

        order.failed("notifier");

        assertThat(order.status()).isEqualTo("completed");
        assertThat(order.millisToLive()).isEqualTo(-1);
    }

    @Test
    void whatAnAgentLeavesIsThereForThoseBehind() {
        OrderInRedis order = held();
        order.done("payment_capture");
        new Advance(redis, new Instance("tracking-1", "tracking-1~0"), OrderInRedis.KEEP).outcome(
                order.group("tracking_agent"), order.entry("tracking_agent"),
                Outcome.done(Map.of("carrier", "Postman Pat")),
                new Advance.Course(1, java.time.Instant.EPOCH, java.time.Instant.EPOCH));

        Entry entry = order.entry("notifier");
        Delivery delivery = OrderState.look(redis, order.keys, "notifier", List.of("tracking_agent"), List.of(entry))
                .getFirst().delivery(entry, "notifier");

        assertThat(delivery.resultOf("tracking_agent")).containsEntry("carrier", "Postman Pat");
        assertThat(delivery.order()).isEqualTo(order.order);
    }

    @Test
    void withoutThePlanTheEntryStaysAndTheAnswerSaysSo() {
        OrderInRedis order = inStandard();
        order.entry("validator");
        Redis.await(redis.commands().del(order.keys.plan(STANDARD.hash())));

        assertThat(order.done("validator")).isEqualTo(Advance.Answer.NO_PLAN);
        assertThat(order.pendingTo("validator")).isEqualTo(1);
    }
}
