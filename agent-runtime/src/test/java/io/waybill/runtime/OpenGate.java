package io.waybill.runtime;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.AgentDefinition.CircuitBreaker;
import java.time.Duration;

/** Gates that have been seen open, as those of an instance are a moment after its start. */
final class OpenGate {

    private OpenGate() {}

    /** No failures shut this one. */
    static Gate forEver(Redis redis, String agent, Slots slots) {
        return of(redis, agent, new CircuitBreaker(10_000, Duration.ofSeconds(30)), slots);
    }

    static Gate of(Redis redis, String agent, CircuitBreaker breaker, Slots slots) {
        var gate = new Gate(new SharedBreaker(redis, agent, breaker.recoveryTime(), Duration.ofHours(1)),
                new FailureCount(agent, breaker), slots, new Telemetry(new SimpleMeterRegistry()));
        gate.saw(gate.era(), Flag.NONE);
        return gate;
    }
}
