package io.waybill.runtime;

import java.time.Duration;

/** Technical trouble after which the other side said when to come back (HTTP's {@code Retry-After}, RFC 9110 §10.2.3). */
public final class RetryLaterException extends RuntimeException {

    private final Duration delay;

    /** @param delay how long to wait at least */
    public RetryLaterException(String message, Duration delay) {
        super(message);
        this.delay = delay;
    }

    public Duration delay() {
        return delay;
    }
}
