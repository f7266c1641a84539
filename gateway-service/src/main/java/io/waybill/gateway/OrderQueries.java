package io.waybill.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks orders up. A merchant's orders are all that it can see. */
@Component
class OrderQueries {

    /**
     * One statement, so that the order and its steps are of one moment. A parked step that was replayed is no longer one,
     * although nothing has happened since; one that was discarded has failed for good, for the reason that was given.
     */
    private static final String FIND = """
            select
              o.id, o.reference, o.status, o.reason, o.reason_detail, o.total, o.currency, o.pipeline, o.trace_parent,
              o.accepted_at, o.ended_at, o.settled_at, o.verdict,
              (select a.partition from orders a where a.id = o.id) as partition,
              step.agent, case when given_up.id is null then step.status else 'failed' end as step_status,
              step.attempts, step.instance, step.started_at as step_started_at, step.ended_at as step_ended_at,
              case when given_up.id is null then step.reason else given_up.resolved_why end as step_reason
            from order_standing o
            left join lateral (
              select distinct on (e.agent)
                e.agent, e.kind, e.status, e.attempts, e.instance, e.started_at, e.ended_at, e.reason,
                e.life, e.seq
              from event e
              where e.order_id = o.id and not e.is_fork and e.agent is not null
              order by e.agent, e.life desc, e.seq desc
            ) step on step.kind = 'step' and not exists (
              select
              from parked k
              where (k.order_id, k.life, k.seq) = (o.id, step.life, step.seq) and k.resolution = 'replayed'
            )
            left join parked given_up
              on (given_up.order_id, given_up.life, given_up.seq) = (o.id, step.life, step.seq)
                and given_up.resolution = 'discarded'
            where o.id = :id and o.merchant = :merchant
            """;

    private static final String ENDED = """
            select id
            from orders
            where id = any (cast(:ids as uuid[])) and ended_at is not null
            """;

    private final JdbcClient ledger;

    OrderQueries(JdbcClient ledger) {
        this.ledger = ledger;
    }

    Optional<LedgerOrder> find(String merchant, UUID id) {
        return ledger.sql(FIND).param("id", id).param("merchant", merchant).query(LedgerOrderRows::read);
    }

    Set<UUID> endedAmong(Collection<UUID> orders) {
        return ledger.sql(ENDED).param("ids", Column.of(List.copyOf(orders), id -> id)).query(UUID.class).set();
    }
}
