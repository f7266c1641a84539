package io.waybill.gateway;

import io.waybill.contracts.OrderEvent;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appends events to the ledger. */
@Component
class EventRows {

    private static final String INSERT = """
            with incoming as (
              select *
              from unnest(
                cast(:orders as uuid[]), cast(:lives as bigint[]), cast(:seqs as bigint[]), cast(:kinds as text[]),
                cast(:ats as timestamptz[]), cast(:agents as text[]), cast(:statuses as text[]),
                cast(:reasons as text[]), cast(:details as text[]), cast(:results as text[]),
                cast(:attempts as integer[]), cast(:instances as text[]), cast(:startedAts as timestamptz[]),
                cast(:endedAts as timestamptz[])
              ) with ordinality as e
                (order_id, life, seq, kind, at, agent, status, reason, detail, result, attempts, instance, started_at,
                 ended_at, place)
            ), kept as (
              insert into event
                (order_id, life, seq, kind, at, agent, status, reason, detail, result, attempts, instance, started_at,
                 ended_at)
              select
                order_id, life, seq, kind, at, agent, status, reason, detail, result, attempts, instance, started_at,
                ended_at
              from incoming
              where exists (select from orders where id = order_id)
              order by place
              on conflict (order_id, life, seq) do nothing
            )
            select distinct order_id
            from incoming
            where not exists (select from orders where id = order_id)
            """;

    private final JdbcClient ledger;

    EventRows(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /**
     * Those that are there stay as they are.
     *
     * @return orders that aren't in the ledger; their events are passed over
     */
    List<UUID> insert(List<OrderEvent> events) {
        return ledger.sql(INSERT)
                .param("orders", Column.of(events, OrderEvent::orderId))
                .param("lives", Column.of(events, OrderEvent::life))
                .param("seqs", Column.of(events, OrderEvent::number))
                .param("kinds", Column.of(events, event -> event.kind().code()))
                .param("ats", Column.of(events, OrderEvent::at))
                .param("agents", Column.of(events, OrderEvent::agent))
                .param("statuses", Column.of(events, OrderEvent::status))
                .param("reasons", Column.of(events, OrderEvent::reason))
                .param("details", Column.of(events, OrderEvent::detail))
                .param("results", Column.of(events, OrderEvent::result))
                .param("attempts", Column.of(events, OrderEvent::attempts))
                .param("instances", Column.of(events, OrderEvent::instance))
                .param("startedAts", Column.of(events, OrderEvent::startedAt))
                .param("endedAts", Column.of(events, OrderEvent::endedAt))
                .query(UUID.class).list();
    }
}
