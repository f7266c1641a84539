package io.waybill.runtime;

import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery waits that can't go on now.
 *
 * @param isAtGate whether it's over as soon as the gate opens
 * @param longest how long at most
 * @param waiting how that is said
 */
record Rest(boolean isAtGate, Duration longest, Waiting waiting) {

    /** @param end the delivery's own: it isn't waited for longer, whatever the other side asks for */
    static Rest after(Verdict.Waits waits, Instant now, Instant end, int attempts) {
        Duration delay = atMost(waits.delay(), now, end);
        return new Rest(false, delay, new Waiting(waits.cause().name().toLowerCase(Locale.ROOT), waits.detail(),
                now.plus(delay), attempts));
    }

    static Rest atGate(Flag flag, Instant now, Instant end, int attempts) {
        @Nullable
        Instant opens = !flag.paused() && flag.breaker() == Breaker.OPEN ? flag.until() : null;
        return new Rest(true, atMost(Duration.between(now, end), now, end), new Waiting(
                flag.paused() ? "paused" : "breaker", flag.paused() ? null : flag.cause(), opens, attempts));
    }

    private static Duration atMost(Duration delay, Instant now, Instant end) {
        Duration left = Duration.between(now, end);
        return delay.compareTo(left) < 0 ? delay : left.isNegative() ? Duration.ZERO : left;
    }
}
