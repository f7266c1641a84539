package io.waybill.gateway;

import java.time.Duration;

/**
 * How long work that nobody waits for rests, so that it takes a twentieth of the time, or more when one turn takes longer than seconds.
 *
 * @param longest however long the work took: it may have hung, and what happens meanwhile mustn't stay unseen for long
 */
record Rest(Duration shortest, Duration longest) {

    private static final int TIMES = 19;

    /** @param took what was done just now */
    Duration after(Duration took) {
        Duration fair = took.multipliedBy(TIMES);
        if (fair.compareTo(shortest) < 0) {
            return shortest;
        }
        return fair.compareTo(longest) > 0 ? longest : fair;
    }
}
