package io.waybill.runtime;

import io.waybill.runtime.Moments.Seen;
import org.jspecify.annotations.Nullable;

/**
 * A history's three times: it's quiet until a certain agent has its first entry, then a storm, in which anything may happen,
 * then calm, in which the order must come to its end.
 */
final class Weather {

    private static final int STORM = 70;

    private final @Nullable String breaksAt;
    private boolean broken;
    private int moves;

    /** @param breaksAt an agent; null for a storm that is there before Redis has the order */
    Weather(@Nullable String breaksAt) {
        this.breaksAt = breaksAt;
        this.broken = breaksAt == null;
    }

    void moveOn(Seen seen) {
        broken |= breaksAt != null && seen.agents().contains(breaksAt);
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
