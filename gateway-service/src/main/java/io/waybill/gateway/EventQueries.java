package io.waybill.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the ledger what listeners are told: for all of them at once. Forks aren't told, since they didn't count. */
@Component
class EventQueries {

    /** How many steps a listener is told at once. */
    static final int MOST = 100;

    private static final String KNOWS = """
            select
              cast(:event as bigint) is null
              or exists (select from event e where e.number = :event and e.order_id = o.id) as is_known
            from orders o
            where o.id = :order and o.merchant = :merchant
            """;

    private static final String MOVED = """
            select distinct order_id
            from event
            where number > :since and number <= :upTo
            """;

    private static final String STEPS = """
            select place, number, agent, status, attempts, instance, started_at, ended_at, reason
            from (
              select
                l.place, e.number, e.agent, e.status, e.attempts, e.instance, e.started_at, e.ended_at, e.reason,
                row_number() over (partition by l.place order by e.number) as nth
              from unnest(cast(:orders as uuid[]), cast(:told as bigint[])) with ordinality as l (order_id, told, place)
              join event e on e.order_id = l.order_id
              where e.number > l.told and e.number <= :upTo and e.kind = 'step' and not e.is_fork
            ) step
            where nth <= :most
            order by place, number
            """;

    /**
     * An order that has settled is over once no number is missing in its last life: another gateway may be about to write what
     * came before. What is parked because the ledger can't keep it never comes, so that isn't waited for long.
     */
    private static final String STORIES = """
            select
              o.id, o.status, o.reason, o.reason_detail, o.ended_at, o.settled_at, coalesce(story.last, 0) as last,
              o.outcome is not null and o.settled_at is not null
                and (coalesce(story.is_whole, true) or o.settled_at < now() - interval '10 seconds') as is_over
            from order_standing o
            cross join lateral (
              select max(life.last) as last, (array_agg(life.is_whole order by life.life desc))[1] as is_whole
              from (
                select e.life, max(e.number) as last, count(*) = max(e.seq) as is_whole
                from event e
                where e.order_id = o.id and not e.is_fork
                group by e.life
              ) life
            ) story
            where o.id = any (cast(:orders as uuid[]))
            """;

    private final JdbcClient ledger;

    EventQueries(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /**
     * A step of the order of one of the listeners.
     *
     * @param place the listener's
     * @param number the ledger's
     */
    record NewStep(int place, long number, OrderView.Step step) {}

    /**
     * An order as it is now.
     *
     * @param last the number of its last event; 0 when there is none
     * @param isOver whether it has settled, and there's nothing to come
     */
    record Story(UUID order, OrderStanding standing, long last, boolean isOver) {}

    /**
     * Whether an event, if one is given, is one of the order's; nothing when the merchant has no such order.
     *
     * @param event the ledger's number of it
     */
    Optional<Boolean> knows(String merchant, UUID order, @Nullable Long event) {
        return ledger.sql(KNOWS).param("event", event).param("order", order).param("merchant", merchant)
                .query(Boolean.class).optional();
    }

    /** The orders that events with these numbers are about. */
    Set<UUID> moved(long since, long upTo) {
        return ledger.sql(MOVED).param("since", since).param("upTo", upTo).query(UUID.class).set();
    }

    /** What these listeners haven't been told, up to a number, in the sequence of the numbers; the first of it when it's much. */
    Map<Integer, List<NewStep>> steps(List<Listener> listeners, long upTo) {
        return ledger.sql(STEPS)
                .param("orders", Column.of(listeners, Listener::order))
                .param("told", Column.of(listeners, Listener::told))
                .param("upTo", upTo)
                .param("most", MOST)
                .query(EventQueries::step).list().stream().collect(Collectors.groupingBy(NewStep::place));
    }

    Map<UUID, Story> stories(Collection<UUID> orders) {
        return ledger.sql(STORIES).param("orders", Column.of(List.copyOf(orders), id -> id)).query(EventQueries::story)
                .list().stream().collect(Collectors.toMap(Story::order, Function.identity()));
    }

    private static NewStep step(ResultSet row, int number) throws SQLException {
        return new NewStep(row.getInt("place") - 1, row.getLong("number"), new OrderView.Step(row.getString("agent"),
                row.getString("status"), row.getInt("attempts"), row.getString("instance"),
                Times.optional(row, "started_at"), Times.optional(row, "ended_at"), row.getString("reason"), null));
    }

    private static Story story(ResultSet row, int number) throws SQLException {
        var standing = new OrderStanding(row.getString("status"), row.getString("reason"),
                row.getString("reason_detail"), Times.optional(row, "ended_at"), Times.optional(row, "settled_at"));
        return new Story(row.getObject("id", UUID.class), standing, row.getLong("last"), row.getBoolean("is_over"));
    }
}
