package io.waybill.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows up to which number the ledger's events are all there. Numbers are given before the commit, so one may show up below
 * others that have been there for a while: whoever reads on from the highest that he has seen would miss it. Used by one
 * thread.
 */
@Component
class EventHorizon {

    /**
     * Everything is seen as of the statement's begin, but for the locks, which are looked at later. Whoever may still add an
     * event below {@code last} had its number before that one was committed, and locked the table before it got its number: so
     * he is one of the writers, or has ended. While a lock is moved from its holder's own list to the shared one, it may show in
     * both.
     */
    private static final String LOOK = """
            select
              (select coalesce(max(number), 0) from event) as last,
              array(
                select distinct virtualtransaction
                from pg_locks
                where locktype = 'relation' and relation = cast('event' as regclass) and mode = 'RowExclusiveLock'
                  and database = (select oid from pg_database where datname = current_database())
              ) as writers
            """;

    private final JdbcClient ledger;
    private Look open = new Look(0, Set.of());
    private long complete;

    EventHorizon(JdbcClient ledger) {
        this.ledger = ledger;
    }

    private record Look(long last, Set<String> writers) {}

    /** No event at or below this number will be added any more. It never falls, and is at most two turns of writers behind. */
    long look() {
        Look now = ledger.sql(LOOK).query(EventHorizon::found).single();
        if (Collections.disjoint(open.writers, now.writers)) {
            complete = now.writers.isEmpty() ? now.last : open.last;
            open = now;
        }
        return complete;
    }

    /** Whether there are events beyond it that another look may take in. */
    boolean isBehind() {
        return complete < open.last;
    }

    private static Look found(ResultSet row, int number) throws SQLException {
        return new Look(row.getLong("last"), Set.of((String[]) row.getArray("writers").getArray()));
    }
}
