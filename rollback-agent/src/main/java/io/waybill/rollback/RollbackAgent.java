package io.waybill.rollback;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Delivery.Why;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.WaybillService;
import java.util.Objects;
import org.springframework.context.annotation.Bean;

/**
 * Asks for the decision to undo an order, and says what stands: abort, and every undo is sent; or commit, and the order goes
 * forward. Also hosts the undo of the reservation.
 */
@AgentService("rollback-agent")
public class RollbackAgent {

    public static void main(String[] args) throws InterruptedException {
        WaybillService.run(RollbackAgent.class, args);
    }

    @Bean
    Agent rollback(Decisions decisions) {
        return new Rollback(decisions);
    }

    private record Rollback(Decisions decisions) implements Agent {

        /** An order that the relay starts over because abort stands brings no reason: the standing one is kept. */
        private static final Why NONE = new Why(Reason.DEPENDENCY_FAILED.code(), null);

        @Override
        public String name() {
            return "rollback";
        }

        @Override
        public Outcome handle(Delivery delivery) {
            Why why = Objects.requireNonNullElse(delivery.why(), NONE);
            Standing standing = decisions.abort(delivery.orderId(), why.reason(), why.detail());
            return new Outcome.Decided(standing.verdict(), standing.reason(), standing.detail());
        }
    }
}
