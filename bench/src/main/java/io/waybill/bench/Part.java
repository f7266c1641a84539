package io.waybill.bench;

import java.util.Locale;

/** What is looked at about capacity. The first is always done: the others need to know how much the fleet manages. */
enum Part {
    SATURATION("ever more orders in flight, until no more are completed in a second"),
    HALF("latencies at half of that rate"),
    SPIKE("ten times a fifth of that rate for some seconds, and how long it's felt"),
    LINES("orders of 1, 10 and 100 lines"),
    BACKLOG("1,000 and 100,000 orders that wait"),
    PARTITIONS("four partitions"),
    INSTANCES("two instances of each service"),
    TELEMETRY("half of that rate with no telemetry sent, with one order in ten traced, and with each");

    private final String what;

    Part(String what) {
        this.what = what;
    }

    /** {@code half: latencies at half of that rate}. */
    String title() {
        return name().toLowerCase(Locale.ROOT) + ": " + what;
    }
}
