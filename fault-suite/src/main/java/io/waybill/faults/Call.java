package io.waybill.faults;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request as its client saw it.
 *
 * @param due when it was to be sent: from then on the client waits, also when sending was late
 * @param status 0 when no answer came, so that nobody knows what became of it
 * @param repeat whether it was sent before, under the same key
 * @param replayed whether the answer says of itself that it was given before
 */
record Call(Wish wish, URI gateway, Instant due, Duration took, int status, String answer, Optional<String> retryAfter,
        Optional<String> orderId, boolean repeat, boolean replayed) {

    boolean isAccepted() {
        return status / 100 == 2;
    }

    boolean isRefused() {
        return status == 503;
    }

    /** Refused for sure: the order isn't there. */
    boolean isPlainlyRefused() {
        return isRefused() && !saysUnknown();
    }

    /** Refused by a gateway that doesn't know whether it was accepted, and says so. */
    boolean saysUnknown() {
        return isRefused() && answer.contains("can't be asked whether the order was written");
    }

    boolean isUnanswered() {
        return status == 0;
    }

    Instant answeredAt() {
        return due.plus(took);
    }
}
