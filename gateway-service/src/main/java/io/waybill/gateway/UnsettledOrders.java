package io.waybill.gateway;

import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Life;
import io.waybill.runtime.Unsettled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The orders whose end or settlement the ledger hasn't heard of. */
@Component
class UnsettledOrders {

    /** An order this young may still be on its way from the ledger to Redis. */
    private static final String PAGE = """
            select
              o.id, o.partition, o.life, d.verdict, d.reason, d.detail,
              d.verdict is null and o.deadline_at < now() as is_overdue
            from orders o
            left join decision d on d.order_id = o.id
            where (o.settled_at is null or o.outcome is null)
              and o.id > :after
              and o.accepted_at < now() - interval '2 seconds'
            order by o.id
            limit :limit
            """;

    private static final String DECIDE = """
            select verdict, reason, detail
            from ledger.decide(:order, 'abort', 'deadline', null)
            """;

    /** An order that has ended isn't asked for. */
    private static final String CANCEL = """
            select o.id, o.partition, o.life, d.verdict, d.reason, d.detail, false as is_overdue
            from orders o
            cross join lateral ledger.decide(o.id, 'abort', 'cancelled_by_merchant', :why) d
            where o.id = :order and o.merchant = :merchant and o.outcome is null
            """;

    /** The rows are locked in the sequence in which ends are written, so that the two can't deadlock. */
    private static final String START_OVER = """
            with lost as (
              select id
              from orders
              where id = any (cast(:ids as uuid[])) and (settled_at is null or outcome is null)
              order by id
              for no key update
            ), started as (
              update orders o
              set life = o.life + 1
              from lost
              left join decision d on d.order_id = lost.id
              where o.id = lost.id
              returning
                o.id, o.partition, o.life, o.pipeline, o.payload, o.deadline_at, o.trace_parent,
                case
                  when d.verdict = 'abort' then 'ROLLBACK'
                  when o.outcome = 'completed' then 'TRAILING'
                  else 'FIRST'
                end as start
            )
            select *
            from started
            order by id
            """;

    /** A step that has been seen to waits for nobody, whatever Redis says: it may have gone back to when the step was parked. */
    private static final String UNHEARD = """
            select o.id
            from orders o
            where o.id = any (cast(:ids as uuid[])) and (o.settled_at is null or o.outcome is null)
              and not exists (
                select
                from parked_open p
                where p.order_id = o.id and p.seq is not null
              )
            """;

    private final JdbcClient ledger;
    private final Pipelines pipelines;

    UnsettledOrders(JdbcClient ledger, Pipelines pipelines) {
        this.ledger = ledger;
        this.pipelines = pipelines;
    }

    /** @param isOverdue its deadline has passed, by PostgreSQL's clock, and nothing is decided yet */
    record Found(Unsettled order, boolean isOverdue) {}

    /** The oldest of those behind one of them. */
    List<Found> after(UUID order, int limit) {
        return ledger.sql(PAGE).param("after", order).param("limit", limit).query(UnsettledOrders::found).list();
    }

    /** Asks for the order to be undone because its time is over. */
    Standing abort(UUID order) {
        return ledger.sql(DECIDE).param("order", order).query(UnsettledOrders::standing).single();
    }

    /**
     * Asks for the order to be undone because its merchant wants it.
     *
     * @return the order with what stands now; nothing when it has ended, or isn't this merchant's
     */
    Optional<Unsettled> cancel(UUID order, String merchant, @Nullable String why) {
        return ledger.sql(CANCEL).param("order", order).param("merchant", merchant).param("why", why)
                .query(UnsettledOrders::found).optional().map(Found::order);
    }

    /** Gives each a new life, oldest first; where it begins follows from what stands. Those that have settled meanwhile get none. */
    List<Life> startOver(List<UUID> orders) {
        return ledger.sql(START_OVER).param("ids", Column.of(orders, id -> id)).query(this::life).list();
    }

    /** Which of these have something to happen to them yet that the ledger knows nothing of: none that waits for a person. */
    List<UUID> unheard(List<UUID> orders) {
        return ledger.sql(UNHEARD).param("ids", Column.of(orders, id -> id)).query(UUID.class).list();
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        Standing decision = row.getString("verdict") == null ? null : standing(row, number);
        return new Found(new Unsettled(row.getObject("id", UUID.class), row.getInt("partition"), row.getLong("life"),
                decision), row.getBoolean("is_overdue"));
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        @Nullable
        String reason = row.getString("reason");
        return new Standing(Decision.of(row.getString("verdict")), reason, row.getString("detail"));
    }

    private Life life(ResultSet row, int number) throws SQLException {
        return new Life(row.getObject("id", UUID.class), row.getInt("partition"), row.getLong("life"),
                pipelines.plan(row.getString("pipeline")), row.getString("payload"),
                Times.required(row, "deadline_at"), row.getString("trace_parent"),
                Life.Start.valueOf(row.getString("start")));
    }
}
