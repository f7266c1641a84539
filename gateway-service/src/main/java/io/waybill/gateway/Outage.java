package io.waybill.gateway;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells PostgreSQL's trouble from trouble with what was written to it. */
final class Outage {

    private Outage() {}

    /** Whether the same may work later, unchanged: out of reach, too slow, too busy, or lost in the middle. */
    static boolean is(Throwable e) {
        return e instanceof NonTransientDataAccessResourceException || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException || e instanceof TransactionException;
    }
}
