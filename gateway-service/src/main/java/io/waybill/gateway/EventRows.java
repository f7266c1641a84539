package io.waybill.gateway;

import io.waybill.contracts.OrderEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appends events to the ledger. */
@Component
class EventRows {

    /** What both statements are about. */
    private static final String INCOMING = """
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
            ),
            """;

    private static final String KEEP = INCOMING + """
            kept as (
              insert into event
                (order_id, life, seq, kind, at, agent, status, reason, detail, result, attempts, instance, started_at,
                 ended_at)
              select
                order_id, life, seq, kind, at, agent, status, reason, detail, result, attempts, instance, started_at,
                ended_at
              from incoming
              where exists (select from orders where id = order_id)
              order by place
              on conflict (order_id, life, seq) where not is_fork do nothing
              returning order_id, life, seq, at, agent, status, reason, detail
            ), set_aside as (
              insert into parked (order_id, agent, life, seq, cause, detail, since)
              select order_id, agent, life, seq, coalesce(reason, 'unknown'), detail, at
              from kept
              where status = 'parked'
              on conflict do nothing
            )
            select
              (select count(*) from kept) as kept,
              array(
                select distinct order_id
                from incoming
                where not exists (select from orders where id = order_id)
              ) as strangers
            """;

    /**
     * A statement of its own: under READ COMMITTED it sees what another gateway has committed while the first statement waited
     * for it, and what the same batch says twice.
     */
    private static final String FORK = INCOMING + """
            forked as (
              insert into event
                (order_id, life, seq, kind, at, agent, status, reason, detail, result, attempts, instance, started_at,
                 ended_at, is_fork)
              select
                order_id, life, seq, kind, at, agent, status, reason, detail, result, attempts, instance, started_at,
                ended_at, true
              from incoming i
              where exists (
                select
                from event e
                where (e.order_id, e.life, e.seq) = (i.order_id, i.life, i.seq) and not e.is_fork
                  and (e.kind, e.agent, e.status, e.reason) is distinct from (i.kind, i.agent, i.status, i.reason)
              )
              order by place
              on conflict do nothing
              returning order_id, life
            )
            update orders o
            set life = o.life + 1
            from (select order_id, max(life) as life from forked group by order_id) f
            where o.id = f.order_id and o.life <= f.life
            returning o.id
            """;

    private final JdbcClient ledger;

    EventRows(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /**
     * What there was to say of some of the orders.
     *
     * @param strangers aren't in the ledger; their events aren't kept
     * @param forked had another event under the same number: Redis went back, and their life has ended with that
     */
    record Kept(Set<UUID> strangers, List<UUID> forked) {}

    /**
     * Those that are there stay as they are. What differs from one that is there under the same number is kept beside it,
     * and raises the number of the order's life, so that the relay starts it over. A step that is parked is among the parked
     * from then on.
     */
    Kept insert(List<OrderEvent> events) {
        Map<String, ?> columns = columns(events);
        Inserted inserted = ledger.sql(KEEP).params(columns).query(EventRows::inserted).single();
        List<UUID> forked = inserted.rows() == events.size()
                ? List.of()
                : ledger.sql(FORK).params(columns).query(UUID.class).list();
        return new Kept(inserted.strangers(), forked);
    }

    private record Inserted(int rows, Set<UUID> strangers) {}

    private static Inserted inserted(ResultSet row, int number) throws SQLException {
        return new Inserted(row.getInt("kept"), Set.of((UUID[]) row.getArray("strangers").getArray()));
    }

    private static Map<String, ?> columns(List<OrderEvent> events) {
        return Map.ofEntries(
                Map.entry("orders", Column.of(events, OrderEvent::orderId)),
                Map.entry("lives", Column.of(events, OrderEvent::life)),
                Map.entry("seqs", Column.of(events, OrderEvent::number)),
                Map.entry("kinds", Column.of(events, event -> event.kind().code())),
                Map.entry("ats", Column.of(events, OrderEvent::at)),
                Map.entry("agents", Column.of(events, OrderEvent::agent)),
                Map.entry("statuses", Column.of(events, OrderEvent::status)),
                Map.entry("reasons", Column.of(events, OrderEvent::reason)),
                Map.entry("details", Column.of(events, OrderEvent::detail)),
                Map.entry("results", Column.of(events, OrderEvent::result)),
                Map.entry("attempts", Column.of(events, OrderEvent::attempts)),
                Map.entry("instances", Column.of(events, OrderEvent::instance)),
                Map.entry("startedAts", Column.of(events, OrderEvent::startedAt)),
                Map.entry("endedAts", Column.of(events, OrderEvent::endedAt)));
    }
}
