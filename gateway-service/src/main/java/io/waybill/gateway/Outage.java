package io.waybill.gateway;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionException;

/** Tells PostgreSQL's trouble from trouble with what was written to it, by PostgreSQL's error codes (its appendix A). */
final class Outage {

    /** A server that only reads, as after a failover, and one whose object isn't ready: Spring knows neither for an outage. */
    private static final Set<String> NOT_NOW = Set.of("25006", "55000", "55006", "55P02", "55P03");

    /** The session ended, or the statement's end wasn't heard: 57P01 and 57P02 also come while a commit is under way. */
    private static final Set<String> LOST = Set.of("08000", "08003", "08006", "08007", "40003", "57P01", "57P02");

    private Outage() {}

    /**
     * Whether the same may work later, unchanged: out of reach, too slow, too busy, full, or lost in the middle. One that has no
     * transaction ids left says 54000, as for a text that is too long for an index: so no index holds text of any length.
     */
    static boolean is(Throwable e) {
        return e instanceof NonTransientDataAccessResourceException || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException || e instanceof TransactionException
                || (e instanceof DataAccessException && NOT_NOW.contains(state(e)));
    }

    /** Whether what was sent may have been committed although it failed. Who got no connection has sent nothing. */
    static boolean hidesTheOutcome(Throwable e) {
        return e instanceof DataAccessException && !(e instanceof CannotGetJdbcConnectionException)
                && LOST.contains(state(e));
    }

    /** In one line, without the statement. */
    static String reason(Throwable e) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(e)).lines().findFirst().orElse("");
    }

    private static String state(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
