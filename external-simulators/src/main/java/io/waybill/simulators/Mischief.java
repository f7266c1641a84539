package io.waybill.simulators;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a fault does to a request beyond delaying it. */
sealed interface Mischief {

    /** Nothing but its delay: the right effect and the right answer, later. */
    record Late() implements Mischief {}

    /**
     * An error before any effect, and before Stripe's idempotency layer: nothing is saved for the key, so the same
     * request may succeed later. That is where Stripe's own 401 and 429 come from.
     *
     * @param retryAfter seconds, sent as {@code Retry-After}
     */
    record Refuse(int status, @Nullable Integer retryAfter) implements Mischief {
        Answer decorate(Answer error) {
            return retryAfter == null ? error : error.with("Retry-After", retryAfter.toString());
        }
    }

    /** The effect happens, the answer is an error; Stripe saves that error for the idempotency key and replays it. */
    record ErrorAfterEffect(int status) implements Mischief {}

    /** No effect, and yet Stripe saves the error for the idempotency key and replays it. */
    record SavedError(int status) implements Mischief {}

    /**
     * Stripe's 409, as though another request with the key were under way. So it is from then on: the effect happens after
     * the fault's delay, and until then every request with the key is answered so.
     */
    record KeyInUse() implements Mischief {}

    /** No effect and no answer: the connection stays open until the fault is removed or the time is up. */
    record Hang(Duration atMost) implements Mischief {}

    /** The effect happens, then the connection is closed without a byte. */
    record DropAnswer() implements Mischief {}

    /** The effect happens, the answer's JSON breaks off in the middle. */
    record Malformed() implements Mischief {}

    /** The effect happens, the answer is 50 MiB larger than it should be. */
    record Oversized() implements Mischief {}
}
