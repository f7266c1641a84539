package io.waybill.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the ends of orders. */
@Component
class OrderEnds {

    /**
     * Two gateways may write the end and the settlement of the same orders at once: locked by id, they can't deadlock. A row that
     * another has changed meanwhile is updated as it is then, which is also what its lock has shown.
     */
    private static final String APPLY = """
            with locked as materialized (
              select id, accepted_at, trace_parent, outcome is null as is_open
              from orders
              where id = any (cast(:ids as uuid[]))
              order by id
              for no key update
            )
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
            join locked on locked.id = e.order_id
            where o.id = locked.id
            returning o.id, locked.accepted_at, locked.trace_parent, locked.is_open
            """;

    private final JdbcClient ledger;

    OrderEnds(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /** An order that has ended with what was written, and how long it had taken by the clocks of both servers. */
    record Ended(UUID order, String status, @Nullable String reason, Instant accepted, Duration took,
            String traceParent) {}

    /** One that hadn't ended before. */
    private record Open(Instant accepted, String traceParent) {}

    /**
     * The first end of an order stands, and so does the first settlement. Orders that aren't there are passed over.
     *
     * @return the orders that hadn't ended before
     */
    List<Ended> apply(List<OrderEnd> ends) {
        if (ends.isEmpty()) {
            return List.of();
        }
        Map<UUID, Open> open = new HashMap<>();
        ledger.sql(APPLY)
                .param("ids", Column.of(ends, OrderEnd::orderId))
                .param("outcomes", Column.of(ends, OrderEnd::outcome))
                .param("reasons", Column.of(ends, OrderEnd::reason))
                .param("details", Column.of(ends, OrderEnd::detail))
                .param("endedAts", Column.of(ends, OrderEnd::endedAt))
                .param("settledAts", Column.of(ends, OrderEnd::settledAt))
                .query(row -> {
                    if (row.getBoolean("is_open")) {
                        open.put(row.getObject("id", UUID.class),
                                new Open(Times.required(row, "accepted_at"), row.getString("trace_parent")));
                    }
                });
        return ends.stream().flatMap(end -> ended(end, open.get(end.orderId())).stream()).toList();
    }

    /** The end is told by the clock of Redis, the acceptance by PostgreSQL's: the one may be behind. */
    private static Optional<Ended> ended(OrderEnd end, @Nullable Open order) {
        if (order == null || end.outcome() == null || end.endedAt() == null) {
            return Optional.empty();
        }
        Duration took = Duration.between(order.accepted(), end.endedAt());
        return Optional.of(new Ended(end.orderId(), end.outcome(), end.reason(), order.accepted(),
                took.isNegative() ? Duration.ZERO : took, order.traceParent()));
    }
}
