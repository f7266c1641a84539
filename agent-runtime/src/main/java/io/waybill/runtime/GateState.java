package io.waybill.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands at an agent's gate, for the whole fleet. Deliveries begin only where it's not paused and the breaker is closed.
 *
 * @param paused whether an operator holds it shut
 * @param openUntil when one delivery may be let through to see whether the trouble is over, by Redis' clock; null unless OPEN
 * @param cause what opened the breaker, in words that merchants may read; null when CLOSED
 */
public record GateState(String agent, boolean paused, Breaker breaker, @Nullable Instant openUntil,
        @Nullable String cause) {

    /** Whether what the agent needs answers. */
    public enum Breaker {
        /** As far as is known it does. */
        CLOSED,
        /** It has failed too often in a row: nothing begins. */
        OPEN,
        /** It may be well again: exactly one delivery in the whole fleet is let through, and decides. */
        HALF_OPEN
    }
}
