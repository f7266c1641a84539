package io.waybill.faults;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** What the tables say of the orders. PostgreSQL's clock is this machine's, so its times compare with ours. */
record Books(DataSource database) {

    /** Orders of which it isn't known, for good, how they ended and that nothing is left to do. */
    long unsettled() throws SQLException {
        return query("select count(*) from ledger.orders where settled_at is null or outcome is null", Books::number);
    }

    /** The same, of those that came before this. */
    long unsettledBefore(Instant moment) throws SQLException {
        return query("""
                select count(*) from ledger.orders
                where (settled_at is null or outcome is null) and accepted_at < ?""", Books::number, moment);
    }

    /** When the last of the orders accepted before this was settled; nothing if there are none. */
    Optional<Instant> lastSettledBefore(Instant accepted) throws SQLException {
        return query("select max(settled_at) from ledger.orders where accepted_at < ?", Books::time, accepted);
    }

    /** When the last of the agents that every good order meets had first done something after this. */
    Optional<Instant> allAtWorkAfter(Instant moment) throws SQLException {
        return query("""
                select case when count(*) = 7 then max(first) end from (
                  select agent, min(at) as first from ledger.event
                  where kind = 'step' and status = 'done' and at > ? and agent not like '%rollback' group by agent
                ) as by_agent""", Books::time, moment);
    }

    /** What clients called the orders that were accepted since then. */
    Set<String> referencesSince(Instant moment) throws SQLException {
        return query("select reference from ledger.orders where accepted_at >= ?", Books::texts, moment);
    }

    /** How many orders are to be undone and aren't yet. */
    long toBeUndone() throws SQLException {
        return query("""
                select count(*) from ledger.orders o join ledger.decision d on d.order_id = o.id
                where d.verdict = 'abort' and o.settled_at is null""", Books::number);
    }

    /** How long after its deadline an order had ended. */
    Duration lateness(String order) throws SQLException {
        return query("""
                select extract(epoch from coalesce(ended_at, now()) - deadline_at) from ledger.orders
                where id::text = ?""", Books::seconds, order);
    }

    /** How often the most troublesome step of an order was tried. */
    long mostAttempts(String order) throws SQLException {
        return query("select coalesce(max(attempts), 0) from ledger.event where order_id::text = ?", Books::number,
                order);
    }

    /** How long the slowest of the quickest 99 % took to end, of the orders accepted in this time. */
    Duration p99ToEnd(Instant from, Instant to) throws SQLException {
        return query("""
                select coalesce(percentile_disc(0.99) within group (order by
                  extract(epoch from coalesce(ended_at, now()) - accepted_at)), 0)
                from ledger.orders where accepted_at between ? and ?""", Books::seconds, from, to);
    }

    /** How long after its acceptance the slowest of the quickest 99 % was done with at an agent, of the orders accepted in this time. */
    Duration p99ToStep(String agent, Instant from, Instant to) throws SQLException {
        return query("""
                select coalesce(percentile_disc(0.99) within group (order by
                  extract(epoch from coalesce(step.ended_at, step.at) - orders.accepted_at)), 0)
                from ledger.event step join ledger.orders on orders.id = step.order_id
                where step.kind = 'step' and step.agent = ? and orders.accepted_at between ? and ?""",
                Books::seconds, agent, from, to);
    }

    /** How many of the orders accepted since then have completed. */
    long completedSince(Instant moment) throws SQLException {
        return query("select count(*) from ledger.orders where accepted_at >= ? and outcome = 'completed'",
                Books::number, moment);
    }

    /** The same, of those whose references begin so. */
    long completed(String label) throws SQLException {
        return query("select count(*) from ledger.orders where reference like ? || '-%' and outcome = 'completed'",
                Books::number, label);
    }

    /** Orders of which it isn't known how they ended. */
    long unended() throws SQLException {
        return query("select count(*) from ledger.orders where outcome is null", Books::number);
    }

    /** How often an agent has tried its steps since then. */
    String triesOf(String agent, Instant moment) throws SQLException {
        return query("""
                select format('%s tries for %s steps, at most %s for one', sum(attempts), count(*), max(attempts))
                from ledger.event where kind = 'step' and agent = ? and at > ?""", Books::text, agent, moment);
    }

    /** How each order accepted since then has ended; {@code unfinished} if it hasn't. */
    Map<String, String> endsSince(Instant moment) throws SQLException {
        return query("select id::text, coalesce(outcome, 'unfinished') from ledger.orders where accepted_at >= ?",
                Books::pairs, moment);
    }

    /** By which version of the pipeline each order accepted since then goes. */
    Map<String, String> versionsSince(Instant moment) throws SQLException {
        return query("select id::text, pipeline from ledger.orders where accepted_at >= ?", Books::pairs, moment);
    }

    /**
     * The agents that have done something for each order accepted since then, in the sequence in which they began; those of
     * each life behind a semicolon.
     */
    Map<String, String> waysSince(Instant moment) throws SQLException {
        return query("""
                select id, string_agg(way, ';' order by life) from (
                  select o.id::text as id, e.life, string_agg(e.agent, ' ' order by e.started_at, e.seq) as way
                  from ledger.orders o join ledger.event e on e.order_id = o.id
                  where o.accepted_at >= ? and e.kind = 'step' and not e.is_fork group by o.id, e.life
                ) as by_life group by id""", Books::pairs, moment);
    }

    /** How many steps each agent has done in this time. */
    Map<String, String> stepsOf(Instant from, Instant to) throws SQLException {
        return query("""
                select agent, count(*) from ledger.event
                where kind = 'step' and status in ('done', 'refused') and at between ? and ? group by agent""",
                Books::pairs, from, to);
    }

    /** How many steps each instance has done since then. */
    Map<String, String> sharesSince(Instant moment) throws SQLException {
        return query("""
                select instance, count(*) from ledger.event
                where at > ? and instance is not null group by instance""", Books::pairs, moment);
    }

    /** How often the most troublesome step since then was tried. */
    int mostAttempts(Instant moment) throws SQLException {
        return Math.toIntExact(
                query("select coalesce(max(attempts), 0) from ledger.event where at > ?", Books::number, moment));
    }

    /** How often since then messages were tried again because a try hadn't succeeded. */
    int messagesTriedAgain(Instant moment) throws SQLException {
        return Math.toIntExact(query("""
                select coalesce(sum(attempts - 1), 0) from ledger.event
                where agent = 'notifier' and attempts > 1 and at > ?""", Books::number, moment));
    }

    private interface Reader<T> {

        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Reader<T> reader, Object... parameters) throws SQLException {
        try (var connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1,
                        parameters[i] instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        }
    }

    private static long number(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }

    private static Duration seconds(ResultSet rows) throws SQLException {
        rows.next();
        return Duration.ofMillis(Math.round(rows.getDouble(1) * 1000));
    }

    private static Optional<Instant> time(ResultSet rows) throws SQLException {
        rows.next();
        return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String text(ResultSet rows) throws SQLException {
        rows.next();
        return String.valueOf(rows.getString(1));
    }

    private static Set<String> texts(ResultSet rows) throws SQLException {
        var texts = new HashSet<String>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }

    private static Map<String, String> pairs(ResultSet rows) throws SQLException {
        var pairs = new HashMap<String, String>();
        while (rows.next()) {
            pairs.put(rows.getString(1), rows.getString(2));
        }
        return pairs;
    }
}
