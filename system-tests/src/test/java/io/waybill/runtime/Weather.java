package io.waybill.runtime;

import io.waybill.runtime.Moments.Seen;

/**
 * A history's three times: it's quiet until a certain agent has its first entry, then a storm, in which anything may happen,
 * then calm, in which the order must come to its end.
 */
final class Weather {

    private static final int STORM = 70;

    private final String breaksAt;
    private boolean broken;
    private int moves;

    /** @param breaksAt an agent; a storm that is to be there from the beginning breaks at the first */
    Weather(String breaksAt) {
        this.breaksAt = breaksAt;
    }

    void moveOn(Seen seen) {
        broken |= seen.agents().contains(breaksAt);
        moves += broken ? 1 : 0;
    }

    /** Nothing goes wrong yet. */
    boolean isQuiet() {
        return !broken;
    }

    boolean isStorm() {
        return broken && moves <= STORM;
    }
}
