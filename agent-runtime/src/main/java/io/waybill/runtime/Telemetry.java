package io.waybill.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The one place that turns what the loops say into meters. */
final class Telemetry {

    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> gates = new ConcurrentHashMap<>();

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

    /** This instance has seen what stands at an agent's gate: 0 open, 1 half open, 2 the breaker is open, 3 paused. */
    void gate(String agent, Flag flag) {
        gates.computeIfAbsent(agent, _ -> Objects.requireNonNull(meters.gauge("waybill.gate.state",
                List.of(Tag.of("agent", agent)), new AtomicInteger()))).set(state(flag));
    }

    private static int state(Flag flag) {
        return flag.paused() ? 3 : flag.breaker() == Breaker.OPEN ? 2 : flag.breaker() == Breaker.HALF_OPEN ? 1 : 0;
    }

    /** For so long an agent's gate has let nothing through on this instance. */
    void shut(String agent, Duration shut) {
        meters.counter("waybill.gate.shut.seconds", "agent", agent).increment(shut.toNanos() / 1e9);
    }

    /** This instance has moved an agent's breaker, for the whole fleet. */
    void breaker(String agent, Breaker to) {
        meters.counter("waybill.breaker.transitions", "agent", agent, "to", to.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
