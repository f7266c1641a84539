package io.waybill.runtime;

/**
 * Leave to begin one try.
 *
 * @param era of the gate; what the try says of the agent's dependency counts for this era only
 * @param probe the number of the one that is let through a breaker that is half open; 0 for all others
 */
record Pass(int era, long probe) {

    static final long NONE = 0;

    boolean isProbe() {
        return probe != NONE;
    }
}
