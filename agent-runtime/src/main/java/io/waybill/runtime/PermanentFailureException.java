package io.waybill.runtime;

/**
 * Trying again can't help (a key that the provider doesn't accept, a request it will never understand). It's the final
 * technical failure of the step: before the pivot the order is undone, from the pivot on the step is parked.
 */
public final class PermanentFailureException extends RuntimeException {

    /** @param message for operators: what, where and how to mend it; no secrets, no personal data */
    public PermanentFailureException(String message) {
        super(message);
    }

    /** @param message for operators: what, where and how to mend it; no secrets, no personal data */
    public PermanentFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
