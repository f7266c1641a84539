package io.waybill.rollback;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Releases the order's reservation, or sees to it that one that comes late is refused; through inventory's own function, the
 * only thing of its that this service may touch. Only when abort stands.
 */
@Component
class InventoryRollback implements Agent {

    private final JdbcClient database;
    private final Decisions decisions;

    InventoryRollback(JdbcClient database, Decisions decisions) {
        this.database = database;
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return "inventory_rollback";
    }

    @Override
    public Outcome handle(Delivery delivery) {
        if (decisions.abort(delivery.orderId(), Reason.DEPENDENCY_FAILED.code(), null).verdict() == Decision.ABORT) {
            database.sql("select inventory.release(:order)").param("order", delivery.orderId())
                    .query((row, _) -> row.getString(1)).optional();
        }
        return Outcome.done();
    }
}
