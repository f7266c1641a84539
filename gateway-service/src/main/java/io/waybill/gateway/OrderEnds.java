package io.waybill.gateway;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the ends of orders. */
@Component
class OrderEnds {

    /** Two gateways may write the end and the settlement of the same orders at once: locked by id, they can't deadlock. */
    private static final String LOCK = """
            select id
            from orders
            where id = any (cast(:ids as uuid[]))
            order by id
            for no key update
            """;

    private static final String APPLY = """
            update orders o
            set
              outcome = coalesce(o.outcome, e.outcome),
              reason = case when o.outcome is null then e.reason else o.reason end,
              reason_detail = case when o.outcome is null then e.detail else o.reason_detail end,
              ended_at = coalesce(o.ended_at, e.ended_at),
              settled_at = coalesce(o.settled_at, e.settled_at)
            from unnest(
              cast(:ids as uuid[]), cast(:outcomes as text[]), cast(:reasons as text[]), cast(:details as text[]),
              cast(:endedAts as timestamptz[]), cast(:settledAts as timestamptz[])
            ) as e (order_id, outcome, reason, detail, ended_at, settled_at)
            where o.id = e.order_id
            """;

    private final JdbcClient ledger;

    OrderEnds(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /** The first end of an order stands, and so does the first settlement. Orders that aren't there are passed over. */
    void apply(List<OrderEnd> ends) {
        if (ends.isEmpty()) {
            return;
        }
        String[] ids = Column.of(ends, OrderEnd::orderId);
        ledger.sql(LOCK).param("ids", ids).query().listOfRows();
        ledger.sql(APPLY)
                .param("ids", ids)
                .param("outcomes", Column.of(ends, OrderEnd::outcome))
                .param("reasons", Column.of(ends, OrderEnd::reason))
                .param("details", Column.of(ends, OrderEnd::detail))
                .param("endedAts", Column.of(ends, OrderEnd::endedAt))
                .param("settledAts", Column.of(ends, OrderEnd::settledAt))
                .update();
    }
}
