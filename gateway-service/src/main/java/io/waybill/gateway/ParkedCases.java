package io.waybill.gateway;

import io.waybill.gateway.ParkedCase.Entry;
import io.waybill.gateway.ParkedCase.Step;
import io.waybill.runtime.Life;
import io.waybill.runtime.RawFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives out what waits for a person, to one operator at a time, and keeps what became of it. */
@Component
class ParkedCases {

    private static final String LOCK = """
            select
              k.id, k.order_id, k.agent, k.life, k.seq, k.stream, k.fields, k.resolution,
              exists (select from parked_open p where p.id = k.id) as is_open,
              o.partition, o.pipeline, o.payload, o.deadline_at, o.trace_parent
            from parked k
            left join orders o on o.id = k.order_id
            where k.id = :id
            for no key update of k
            """;

    private static final String RESOLVE = """
            update parked
            set resolution = :resolution, resolved_at = now(), resolved_by = :by, resolved_why = :why
            where id = :id
            """;

    /** Redis would have said so, had it not lost the order: every other trailing step is done, or discarded as well. */
    private static final String SETTLE = """
            update orders o
            set settled_at = now()
            from pipeline p
            where o.id = :order and p.hash = o.pipeline and o.outcome = 'completed' and o.settled_at is null
              and not exists (
                select
                from unnest(string_to_array(p.plan ->> 'trailing', ',')) as behind (agent)
                where not exists (
                    select
                    from event e
                    where e.order_id = o.id and e.agent = behind.agent and e.status = 'done' and not e.is_fork)
                  and not exists (
                    select
                    from parked k
                    where k.order_id = o.id and k.agent = behind.agent and k.resolution = 'discarded')
              )
            """;

    private final JdbcClient ledger;
    private final Pipelines pipelines;

    ParkedCases(JdbcClient ledger, Pipelines pipelines) {
        this.ledger = ledger;
        this.pipelines = pipelines;
    }

    /**
     * Holds it until the transaction ends.
     *
     * @throws ProblemException when there is no such thing, or it doesn't wait for anybody any more
     */
    ParkedCase lock(UUID id) {
        return ledger.sql(LOCK).param("id", id).query(this::open).optional().orElseThrow(ProblemException::notFound);
    }

    void resolve(UUID id, Resolution resolution, Caller by, @Nullable String why) {
        ledger.sql(RESOLVE).param("id", id).param("resolution", resolution.code()).param("by", by.merchant())
                .param("why", why).update();
    }

    /**
     * Says that the order has settled, when nothing trails behind it any more.
     *
     * @return false when something does: the relay starts those steps over
     */
    boolean settle(UUID order) {
        return ledger.sql(SETTLE).param("order", order).update() > 0;
    }

    private ParkedCase open(ResultSet row, int number) throws SQLException {
        if (row.getString("resolution") != null) {
            throw new ProblemException(Problem.NO_LONGER_PARKED, "It has been " + row.getString("resolution") + ".");
        }
        if (!row.getBoolean("is_open")) {
            throw new ProblemException(Problem.NO_LONGER_PARKED, "The order has got past it.");
        }
        byte[] fields = row.getBytes("fields");
        return new ParkedCase(row.getObject("id", UUID.class), row.getObject("order_id", UUID.class),
                row.getString("agent"), row.getObject("seq") == null ? null : step(row),
                fields == null ? null : new Entry(row.getString("stream"), RawFields.read(fields)));
    }

    private Step step(ResultSet row) throws SQLException {
        String hash = row.getString("pipeline");
        var life = new Life(row.getObject("order_id", UUID.class), row.getInt("partition"), row.getLong("life"),
                pipelines.plan(hash), row.getString("payload"), Times.required(row, "deadline_at"),
                row.getString("trace_parent"), Life.Start.FIRST);
        return new Step(life, row.getString("agent"), pipelines.find(hash));
    }
}
