package io.waybill.runtime;

import io.waybill.runtime.GateState.Breaker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet's shared flag said of one agent's gate.
 *
 * @param until how long the breaker stays open, or the one delivery that was let through has for its answer; by Redis' clock
 * @param isDue whether that is over: the next delivery may be let through
 */
record Flag(boolean paused, Breaker breaker, @Nullable Instant until, boolean isDue, @Nullable String cause) {

    /** Nobody has shut it. */
    static final Flag NONE = new Flag(false, Breaker.CLOSED, null, false, null);

    boolean letsThrough() {
        return !paused && breaker == Breaker.CLOSED;
    }

    boolean wantsProbe() {
        return !paused && isDue;
    }

    GateState state(String agent) {
        return breaker == Breaker.OPEN && isDue
                ? new GateState(agent, paused, Breaker.HALF_OPEN, null, cause)
                : new GateState(agent, paused, breaker, breaker == Breaker.OPEN ? until : null, cause);
    }
}
