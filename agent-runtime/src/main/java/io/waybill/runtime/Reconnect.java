package io.waybill.runtime;

import java.time.Duration;

/** How a lost connection to Redis comes back. */
final class Reconnect {

    static final Duration SHORTEST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofMillis(500);

    private Reconnect() {}
}
