package io.waybill.gateway;

import java.time.Duration;

/** How long work that nobody waits for rests, so that it takes a twentieth of the time at most. */
final class Rest {

    private static final int TIMES = 19;

    private Rest() {}

    /** @param took what was done just now */
    static Duration after(Duration took, Duration shortest) {
        Duration rest = took.multipliedBy(TIMES);
        return rest.compareTo(shortest) < 0 ? shortest : rest;
    }
}
