package io.waybill.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/** The one place that turns what the loops say into meters. */
final class Telemetry {

    private final MeterRegistry meters;

    Telemetry(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A delivery's outcome has been recorded, or was found to be. */
    void advanced(String agent, Advance.Answer answer, Duration took) {
        meters.timer("waybill.step", "agent", agent, "answer", answer.name().toLowerCase(Locale.ROOT)).record(took);
    }

    /** An entry asked for nothing any more. */
    void dropped(String agent) {
        meters.counter("waybill.entries.dropped", "agent", agent).increment();
    }

    /** An entry made no sense and was set aside. */
    void parkedEntry(String agent) {
        meters.counter("waybill.entries.parked", "agent", agent).increment();
    }

    /**
     * Entries of a dead instance have been claimed.
     *
     * @param idle how long the longest of them had been waiting since the dead one got it: its death was later than that
     */
    void takenOver(String group, int entries, Duration idle) {
        meters.counter("waybill.entries.taken.over", "group", group).increment(entries);
        meters.timer("waybill.takeover.idle", "group", group).record(idle);
    }

    /** Entries that hadn't begun were given back by an instance that stops. */
    void handedOver(String group) {
        meters.counter("waybill.entries.handed.over", "group", group).increment();
    }
}
