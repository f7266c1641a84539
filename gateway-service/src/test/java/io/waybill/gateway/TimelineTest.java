package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.PipelineFile;
import io.waybill.runtime.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

    /** @param steps as "agent status" */
    private static List<String> timeline(OrderStatus status, @Nullable Decision decision, String... steps) {
        List<LedgerOrder.Step> recorded = Arrays.stream(steps).map(step -> step.split(" ")).map(
                step -> new LedgerOrder.Step(step[0], step[1], 1, "i-1", Samples.AT, Samples.AT.plusMillis(5), null))
                .toList();
        var order = new LedgerOrder(UUID.randomUUID(), "PO-1", status, null, null, 1, "USD", "hash",
                TraceParent.continued(null, RandomGenerator.getDefault()), Samples.AT, null, null, decision, recorded);
        return Timeline.of(order, PipelineFile.standard()).stream().map(step -> step.agent() + " " + step.status())
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
}
