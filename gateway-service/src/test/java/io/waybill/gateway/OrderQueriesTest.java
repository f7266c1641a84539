package io.waybill.gateway;

import static io.waybill.contracts.OrderStatus.ACCEPTED;
import static io.waybill.contracts.OrderStatus.COMPENSATING;
import static io.waybill.contracts.OrderStatus.COMPLETED;
import static io.waybill.contracts.OrderStatus.NEEDS_ATTENTION;
import static io.waybill.contracts.OrderStatus.PROCESSING;
import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.decided;
import static io.waybill.gateway.Samples.refused;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.OrderEvent;
import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import io.waybill.contracts.Reason;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderQueriesTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private final LedgerWriter writer = new LedgerWriter(DATABASE.batches(), new EndWaiters(), new Listeners());
    private final UUID order = DATABASE.accepted();

    private void after(OrderEvent... events) {
        writer.write(List.of(events));
    }

    private void decide(String verdict) {
        DATABASE.ledger.sql("select verdict from decide(:order, :verdict, 'deadline', 'an hour')").param("order", order)
                .param("verdict", verdict).query(String.class).single();
    }

    private LedgerOrder found() {
        return DATABASE.queries.find(DemoKey.MERCHANT, order).orElseThrow();
    }

    private void assertStatus(OrderStatus status) {
        assertThat(found().status()).isEqualTo(status);
        var search = new OrderSearch(status, null, OrderSearch.NEWEST, 50);
        assertThat(DATABASE.lists.find(DemoKey.MERCHANT, search).orders()).extracting(OrderSummary::id).contains(order);
    }

    @Test
    void anOrderIsAcceptedUntilSomethingHappens() {
        assertStatus(ACCEPTED);

        after(step(order, 1, 1, "validator", "done"));
        assertStatus(PROCESSING);
    }

    @Test
    void aRefusalMakesItCompensate() {
        after(step(order, 1, 1, "validator", "done"), refused(order, 1, 2, "fraud_agent", Reason.FRAUD));

        assertStatus(COMPENSATING);
    }

    @Test
    void aRefusalIsMootWhenTheOrderIsCommitted() {
        decide("commit");
        after(refused(order, 2, 1, "fraud_agent", Reason.FRAUD), decided(order, 2, 2, "commit"));

        assertStatus(PROCESSING);
    }

    @Test
    void anAbortMakesItCompensateAndSaysWhyAtOnce() {
        decide("abort");

        assertStatus(COMPENSATING);
        assertThat(found().reason()).isEqualTo("deadline");
        assertThat(found().reasonDetail()).isEqualTo("an hour");
    }

    @Test
    void aParkedStepNeedsAttentionUntilItIsDone() {
        after(step(order, 1, 1, "payment_capture", "parked"));
        assertStatus(NEEDS_ATTENTION);

        after(step(order, 1, 2, "payment_capture", "done"));
        assertStatus(PROCESSING);
    }

    @Test
    void theAgentThatAsksForTheDecisionIsNoLongerParkedOnceItIsDecided() {
        after(step(order, 1, 1, "rollback", "parked"));
        assertStatus(NEEDS_ATTENTION);

        after(decided(order, 1, 2, "commit"));
        assertStatus(PROCESSING);
    }

    @Test
    void aParkedTrailingStepDoesNotHoldTheOrderBack() {
        after(step(order, 1, 1, "tracking_agent", "done"), step(order, 1, 2, "notifier", "parked"));
        assertStatus(PROCESSING);

        after(completed(order, 1, 3));
        assertStatus(COMPLETED);
    }

    @Test
    void anUndoThatCannotSucceedNeedsAttentionAndIsNotCalledUndone() {
        decide("abort");
        after(step(order, 1, 1, "payment_rollback", "parked"));

        assertStatus(NEEDS_ATTENTION);
    }

    @Test
    void anEndStandsWhateverComesLater() {
        after(completed(order, 1, 1));
        after(refused(order, 2, 1, "fraud_agent", Reason.FRAUD));

        assertStatus(COMPLETED);
    }

    @Test
    void ofSeveralLivesTheLatestIsShownAndEarlierOnesWhereItHasNothing() {
        after(step(order, 1, 1, "validator", "done"), step(order, 1, 2, "inventory_agent", "done"));
        after(step(order, 2, 1, "validator", "refused"));

        assertThat(found().steps()).extracting(step -> step.agent() + " " + step.status())
                .containsExactly("inventory_agent done", "validator refused");
    }

    @Test
    void anotherMerchantSeesNothing() {
        assertThat(DATABASE.queries.find("other", order)).isEmpty();
    }

    @Test
    void onlyEndedOrdersAreAmongTheEnded() {
        UUID ended = DATABASE.accepted();
        after(completed(ended, 1, 1));

        assertThat(DATABASE.queries.endedAmong(Set.of(order, ended, UUID.randomUUID()))).containsExactly(ended);
        assertThat(DATABASE.queries.endedAmong(Set.of())).isEmpty();
    }

    @Test
    void anOldPipelineIsReadBackAsItWas() {
        assertThat(new Pipelines(DATABASE.ledger, seed()).find(LedgerDatabase.PIPELINE.hash()))
                .isEqualTo(LedgerDatabase.PIPELINE);
        assertThat(DATABASE.pipelines.find(seed().hash())).isEqualTo(seed());
    }

    private static Pipeline seed() {
        return PipelineFile.parse("""
                pipeline:
                  name: seed
                  agents:
                    - { name: validator, timeout: 200ms }
                    - { name: payment_agent, after: [validator] }
                """, "seed.yaml", Set.of());
    }
}
