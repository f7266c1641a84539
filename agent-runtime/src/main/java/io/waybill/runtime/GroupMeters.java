package io.waybill.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of all who read a stream, agents or not. */
record GroupMeters(Counter parked, Counter takenOver, Timer idle) {

    private static final Duration[] IDLE = Telemetry.bounds(500, 1000, 2000, 3000, 4000, 5000, 7500, 10_000, 30_000,
            60_000);

    GroupMeters(MeterRegistry meters, String group) {
        this(Counter.builder("waybill.entries.parked").description("Entries that nobody could make sense of")
                .tags("agent", group).register(meters),
                Counter.builder("waybill.entries.taken.over").description("Entries of dead instances that were claimed")
                        .tags("agent", group).register(meters),
                Timer.builder("waybill.takeover.idle")
                        .description("How long the longest of entries that were claimed had been idle")
                        .tags("agent", group).serviceLevelObjectives(IDLE).register(meters));
    }
}
