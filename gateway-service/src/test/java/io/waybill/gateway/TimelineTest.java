package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.PipelineFile;
import io.waybill.runtime.Decision;
import io.waybill.runtime.GateState;
import io.waybill.runtime.GateState.Breaker;
import io.waybill.runtime.Waiting;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant LATER = Samples.AT.plusSeconds(30);

    /** @param steps as "agent status" */
    private static List<String> timeline(OrderStatus status, @Nullable Decision decision, String... steps) {
        return steps(status, decision, gates(), steps).map(step -> step.agent() + " " + step.status())
                .toList();
    }

    private static Stream<OrderView.Step> steps(OrderStatus status, @Nullable Decision decision, UnderWay underWay,
            String... steps) {
        List<LedgerOrder.Step> recorded = Arrays.stream(steps).map(step -> step.split(" ")).map(
                step -> new LedgerOrder.Step(step[0], step[1], 1, "i-1", Samples.AT, Samples.AT.plusMillis(5), null))
                .toList();
        var order = new LedgerOrder(UUID.randomUUID(), "PO-1", status, null, null, 1, "USD", "hash",
                TraceParent.continued(null, RandomGenerator.getDefault()), 0, Samples.AT, null, null, decision,
                recorded);
        return Timeline.of(order, PipelineFile.standard(), underWay).stream();
    }

    private static GateState paused(String agent) {
        return new GateState(agent, true, Breaker.CLOSED, null, null);
    }

    private static GateState open(String agent) {
        return new GateState(agent, false, Breaker.OPEN, LATER, "it answers with 503");
    }

    private static UnderWay gates(GateState... gates) {
        return new UnderWay(Map.of(),
                Arrays.stream(gates).collect(Collectors.toMap(GateState::agent, Function.identity())), Samples.AT);
    }

    private static UnderWay said(String agent, Waiting waiting, GateState... gates) {
        return new UnderWay(Map.of(agent, waiting), gates(gates).gates(), Samples.AT);
    }

    /** Those that wait for something, as "agent status attempts cause until". */
    private static List<String> waits(Stream<OrderView.Step> steps) {
        return steps.filter(step -> step.waitingFor() != null)
                .map(step -> "%s %s %d %s %s".formatted(step.agent(), step.status(), step.attempts(),
                        Objects.requireNonNull(step.waitingFor()).cause(),
                        step.waitingFor().until()))
                .toList();
    }

    @Test
    void nothingRunsBeforeAnythingIsKnown() {
        assertThat(timeline(OrderStatus.ACCEPTED, null)).containsExactly("validator waiting",
                "inventory_agent waiting", "fraud_agent waiting", "payment_authorize waiting",
                "payment_capture waiting", "tracking_agent waiting", "notifier waiting");
    }

    @Test
    void whatComesBehindWhatIsDoneIsRunning() {
        assertThat(timeline(OrderStatus.PROCESSING, null, "validator done", "fraud_agent done")).containsExactly(
                "validator done", "inventory_agent running", "fraud_agent done", "payment_authorize running",
                "payment_capture waiting", "tracking_agent waiting", "notifier waiting");
    }

    @Test
    void aCompletedOrderMayStillTrail() {
        assertThat(timeline(OrderStatus.COMPLETED, Decision.COMMIT, "validator done", "inventory_agent done",
                "fraud_agent done", "payment_authorize done", "payment_capture done", "tracking_agent done"))
                .endsWith("tracking_agent done", "notifier running");
    }

    @Test
    void whatNobodyHasAskedRedisForIsWaiting() {
        assertThat(steps(OrderStatus.COMPLETED, Decision.COMMIT, UnderWay.UNKNOWN, "validator done",
                "inventory_agent done", "fraud_agent done", "payment_authorize done", "payment_capture done",
                "tracking_agent done")).last().extracting("agent", "status", "attempts")
                .containsExactly("notifier", "waiting", 0);
    }

    @Test
    void whatARefusedOrderNeverGotToIsLeftOutAndItsUndosAppear() {
        assertThat(timeline(OrderStatus.COMPENSATING, null, "validator done", "inventory_agent done",
                "fraud_agent refused")).containsExactly("validator done", "inventory_agent done",
                        "fraud_agent refused", "inventory_rollback waiting", "payment_rollback waiting");
    }

    @Test
    void undosRunOnceAbortStands() {
        assertThat(timeline(OrderStatus.COMPENSATING, Decision.ABORT, "validator done", "inventory_agent done",
                "payment_authorize done", "fraud_agent refused", "inventory_rollback done")).containsExactly(
                        "validator done", "inventory_agent undone", "fraud_agent refused", "payment_authorize done",
                        "inventory_rollback done", "payment_rollback running");
    }

    @Test
    void whatIsUndoneSaysSo() {
        assertThat(timeline(OrderStatus.REJECTED, Decision.ABORT, "validator done", "inventory_agent done",
                "payment_authorize refused", "inventory_rollback done", "payment_rollback done")).containsExactly(
                        "validator done", "inventory_agent undone", "payment_authorize refused",
                        "inventory_rollback done", "payment_rollback done");
    }

    @Test
    void aParkedUndoIsSeen() {
        assertThat(timeline(OrderStatus.NEEDS_ATTENTION, Decision.ABORT, "validator refused",
                "payment_rollback parked")).containsExactly("validator refused", "inventory_rollback running",
                        "payment_rollback parked");
    }

    @Test
    void aParkedStepKeepsWhatIsBehindItWaiting() {
        assertThat(timeline(OrderStatus.NEEDS_ATTENTION, Decision.COMMIT, "validator done", "inventory_agent done",
                "fraud_agent done", "payment_authorize done", "payment_capture parked")).endsWith(
                        "payment_capture parked", "tracking_agent waiting", "notifier waiting");
    }

    @Test
    void whoAsksForTheDecisionIsOnlySeenWhenParked() {
        assertThat(timeline(OrderStatus.NEEDS_ATTENTION, null, "validator refused", "rollback parked"))
                .contains("rollback parked");
    }

    @Test
    void aStepThatIsNextWaitsForItsAgentsGateAndNoOtherDoes() {
        assertThat(waits(steps(OrderStatus.PROCESSING, null, gates(paused("fraud_agent"), open("payment_authorize"),
                paused("payment_capture"), paused("validator")), "validator done"))).containsExactly(
                        "fraud_agent waiting 0 paused null", "payment_authorize waiting 0 breaker " + LATER);
        assertThat(waits(steps(OrderStatus.ACCEPTED, null, gates(paused("validator")))))
                .containsExactly("validator waiting 0 paused null");
    }

    @Test
    void aStepInHandSaysForItselfWhatItWaitsForUntilThatIsOver() {
        var outage = new Waiting("outage", "503", LATER, 3);
        assertThat(waits(steps(OrderStatus.PROCESSING, null, said("fraud_agent", outage, open("fraud_agent")),
                "validator done")))
                .containsExactly("fraud_agent waiting 3 outage " + LATER);

        var over = new Waiting("outage", "503", Samples.AT, 3);
        assertThat(steps(OrderStatus.PROCESSING, null, said("fraud_agent", over), "validator done")
                .filter(step -> step.agent().equals("fraud_agent"))).singleElement()
                .satisfies(step -> assertThat(step).extracting("status", "attempts", "waitingFor")
                        .containsExactly("running", 3, null));
    }

    @Test
    void whatWasSaidOfAPauseIsOverWhenTheGateIsOpen() {
        var paused = new Waiting("paused", null, null, 1);
        assertThat(waits(steps(OrderStatus.PROCESSING, null, said("fraud_agent", paused, paused("fraud_agent")),
                "validator done")))
                .containsExactly("fraud_agent waiting 1 paused null");
        assertThat(waits(steps(OrderStatus.PROCESSING, null, said("fraud_agent", paused), "validator done"))).isEmpty();
    }

    @Test
    void anUndoSaysWhatItWaitsForAndSoDoesWhoAsksForTheDecision() {
        var outage = new Waiting("outage", null, LATER, 7);
        assertThat(waits(
                steps(OrderStatus.COMPENSATING, Decision.ABORT, said("payment_rollback", outage, paused("rollback")),
                        "fraud_agent refused")))
                .containsExactly("payment_rollback waiting 7 outage " + LATER);
        assertThat(waits(steps(OrderStatus.COMPENSATING, null, said("rollback", outage, paused("payment_rollback")),
                "fraud_agent refused"))).containsExactly("rollback waiting 7 outage " + LATER);
    }

    @Test
    void attemptsOfARecordedStepAreThoseOfItsRecord() {
        assertThat(steps(OrderStatus.PROCESSING, null, said("validator", new Waiting("outage", null, LATER, 9)),
                "validator done")
                .findFirst()).get().extracting("status", "attempts", "waitingFor").containsExactly("done", 1, null);
    }
}
