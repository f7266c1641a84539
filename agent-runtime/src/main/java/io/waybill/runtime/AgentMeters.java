package io.waybill.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.util.Map;

/** One agent's meters: all are there from the start, so that a delivery looks none up. */
final class AgentMeters {

    /** From what needs nobody else to an order's patience with a provider. */
    private static final Duration[] STEP = Telemetry.bounds(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000,
            10_000, 30_000, 60_000);
    private static final Duration[] WAIT = Telemetry.bounds(1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000,
            30_000, 60_000, 300_000);

    final Map<StepEnd, Timer> steps;
    final Timer wait;
    final Map<TryEnd, Counter> tries;
    final Counter dropped;
    final Counter handedOver;
    final Counter shutSeconds;
    final Map<Breaker, Counter> transitions;
    /** No number until it has been looked at. */
    volatile double gate = Double.NaN;

    AgentMeters(MeterRegistry meters, String agent) {
        steps = Telemetry.each(StepEnd.class, label -> Timer.builder("waybill.step")
                .description("From a delivery's first try until its outcome was recorded")
                .tags("agent", agent, "outcome", label).serviceLevelObjectives(STEP).register(meters));
        wait = Timer.builder("waybill.step.wait").description("From an entry's addition to its first try")
                .tags("agent", agent).serviceLevelObjectives(WAIT).register(meters);
        tries = Telemetry.each(TryEnd.class, label -> Counter.builder("waybill.tries")
                .description("Tries by what came of them").tags("agent", agent, "result", label).register(meters));
        dropped = Counter.builder("waybill.entries.dropped").description("Entries that asked for nothing any more")
                .tags("agent", agent).register(meters);
        handedOver = Counter.builder("waybill.entries.handed.over")
                .description("Entries that hadn't begun and were given back by an instance that stopped")
                .tags("agent", agent).register(meters);
        shutSeconds = Counter.builder("waybill.gate.shut.seconds")
                .description("For how long the gate has let nothing through").tags("agent", agent).register(meters);
        transitions = Telemetry.each(Breaker.class, label -> Counter.builder("waybill.breaker.transitions")
                .description("Times that this instance has moved the breaker").tags("agent", agent, "to", label)
                .register(meters));
        Gauge.builder("waybill.gate.state", this, each -> each.gate)
                .description("0 open, 1 half open, 2 shut by its breaker, 3 paused").tags("agent", agent)
                .register(meters);
    }
}
