package io.waybill.gateway;

import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.AgentDefinition;
import io.waybill.gateway.NeededAgents.Needed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NeededAgentsTest {

    private static final String VERSION = LedgerDatabase.PIPELINE.hash();

    private final LedgerDatabase database = new LedgerDatabase();
    private final EventRows events = new EventRows(database.ledger);
    private final NeededAgents needed = new NeededAgents(database.ledger);

    /** What a pipeline would leave without a host that has all of the orders' agents but these. */
    private List<Needed> without(String... dropped) {
        List<String> agents = new ArrayList<>(LedgerDatabase.PIPELINE.undos());
        LedgerDatabase.PIPELINE.agents().stream().map(AgentDefinition::name).forEach(agents::add);
        agents.removeAll(List.of(dropped));
        return needed.beside(agents);
    }

    private static Needed by(long orders, String agent) {
        return new Needed(agent, VERSION, orders);
    }

    private void decided(UUID order, String verdict) {
        database.ledger.sql("select * from ledger.decide(:id, :verdict, 'fraud', null)").param("id", order)
                .param("verdict", verdict).query().listOfRows();
    }

    private void ended(UUID order, boolean isSettled) {
        database.ledger.sql("""
                update orders
                set outcome = 'completed', ended_at = now(), settled_at = case when :settled then now() end
                where id = :id
                """).param("id", order).param("settled", isSettled).update();
    }

    @Test
    void everyOrderThatHasNotDoneTheStepNeedsItsAgent() {
        database.accepted();
        database.accepted();
        events.insert(List.of(step(database.accepted(), 1, 1, "fraud_agent", "done")));

        assertThat(without("fraud_agent", "notifier")).containsExactly(by(2, "fraud_agent"), by(3, "notifier"));
    }

    @Test
    void aPipelineThatHasAllOfThemDropsNone() {
        database.accepted();

        assertThat(without()).isEmpty();
    }

    @Test
    void aStepOfAnEarlierLifeIsToBeDoneAgain() {
        UUID order = database.accepted();
        events.insert(List.of(step(order, 1, 1, "fraud_agent", "done")));
        database.ledger.sql("update orders set life = 2").update();

        assertThat(without("fraud_agent")).containsExactly(by(1, "fraud_agent"));
    }

    @Test
    void whatIsParkedStillWaitsForItsAgent() {
        events.insert(List.of(step(database.accepted(), 1, 1, "tracking_agent", "parked")));

        assertThat(without("tracking_agent")).containsExactly(by(1, "tracking_agent"));
    }

    @Test
    void whereAbortStandsOnlyTheUndosAreNeeded() {
        decided(database.accepted(), "abort");

        assertThat(without("fraud_agent", "payment_rollback")).containsExactly(by(1, "payment_rollback"));
    }

    @Test
    void aCommittedOrderMayNeedItsUndosYet() {
        decided(database.accepted(), "commit");

        assertThat(without("payment_rollback")).containsExactly(by(1, "payment_rollback"));
    }

    @Test
    void anEndedOrderNeedsWhatTrailsAndASettledOneNothing() {
        ended(database.accepted(), false);
        ended(database.accepted(), true);

        assertThat(without("fraud_agent", "payment_rollback", "notifier")).containsExactly(by(1, "notifier"));
    }
}
