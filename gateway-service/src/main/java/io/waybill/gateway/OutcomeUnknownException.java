package io.waybill.gateway;

import org.springframework.dao.RecoverableDataAccessException;

/** The connection broke while something was being committed, and PostgreSQL can't be asked whether it was. */
final class OutcomeUnknownException extends RecoverableDataAccessException {

    OutcomeUnknownException(Throwable lost) {
        super("it isn't known whether this was committed", lost);
    }
}
