package io.waybill.runtime;

import java.time.Duration;

/**
 * Says that an agent hasn't begun with a delivery, since now isn't the time, such as when a client-side rate limit is used up.
 * The delivery comes again after a while. It counts neither as an attempt nor as trouble of a dependency: no breaker hears of
 * it. The order's deadline goes on. Whoever throws it must not have had any effect yet in this attempt.
 */
public final class NotYetException extends RuntimeException {

    private final Duration delay;

    /**
     * @param what what is waited for, in words that merchants may read
     * @param delay how long to wait at least
     */
    public NotYetException(String what, Duration delay) {
        super(what);
        this.delay = delay;
    }

    public Duration delay() {
        return delay;
    }
}
