package io.waybill.gateway;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes accepted orders into the ledger. */
@Component
final class OrderRows {

    private static final String INSERT = """
            insert into orders
              (id, merchant, reference, currency, total, payload, pipeline, partition, trace_parent, deadline_at)
            select
              id, merchant, reference, currency, total, payload, pipeline, partition, trace_parent,
              now() + patience * interval '1 millisecond'
            from unnest(
              cast(:ids as uuid[]), cast(:merchants as text[]), cast(:references as text[]),
              cast(:currencies as text[]), cast(:totals as bigint[]), cast(:payloads as text[]),
              cast(:pipelines as text[]), cast(:partitions as integer[]), cast(:traces as text[]),
              cast(:patiences as bigint[])
            ) as accepted
              (id, merchant, reference, currency, total, payload, pipeline, partition, trace_parent, patience)
            returning id, deadline_at
            """;

    private final JdbcClient ledger;

    OrderRows(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /**
     * All or none, in one commit: when it returns, the orders are on disk.
     *
     * @return the deadline of each, in the same sequence
     */
    List<Instant> insert(List<NewOrder> orders) {
        Map<UUID, Instant> deadlines = new HashMap<>();
        ledger.sql(INSERT)
                .param("ids", Column.of(orders, each -> each.order().id()))
                .param("merchants", Column.of(orders, each -> each.order().merchant()))
                .param("references", Column.of(orders, each -> each.order().reference()))
                .param("currencies", Column.of(orders, each -> each.order().currency()))
                .param("totals", Column.of(orders, each -> each.order().total()))
                .param("payloads", Column.of(orders, NewOrder::payload))
                .param("pipelines", Column.of(orders, NewOrder::pipeline))
                .param("partitions", Column.of(orders, NewOrder::partition))
                .param("traces", Column.of(orders, NewOrder::trace))
                .param("patiences", Column.of(orders, each -> each.patience().toMillis()))
                .query(row -> {
                    deadlines.put(row.getObject("id", UUID.class),
                            row.getObject("deadline_at", OffsetDateTime.class).toInstant());
                });
        return orders.stream().map(each -> deadlines.get(each.order().id())).toList();
    }
}
