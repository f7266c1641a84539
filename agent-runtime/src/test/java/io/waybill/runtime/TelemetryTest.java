package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Telemetry telemetry = new Telemetry(meters);

    private Set<Meter.Id> ids() {
        return meters.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
    }

    @Test
    void allThatCanBeSaidOfAnAgentIsThereBeforeAnythingHasHappened() {
        telemetry.of("validator");
        telemetry.ofGroup("validator");
        Set<Meter.Id> before = ids();

        telemetry.begun("validator", Duration.ofMillis(3));
        telemetry.tried("validator", TryEnd.OUTAGE);
        telemetry.advanced("validator", StepEnd.IGNORED, Duration.ofMillis(4));
        telemetry.dropped("validator");
        telemetry.parkedEntry("validator");
        telemetry.takenOver("validator", 2, Duration.ofSeconds(4));
        telemetry.handedOver("validator");
        telemetry.gate("validator", Flag.NONE);
        telemetry.shut("validator", Duration.ofSeconds(1));
        telemetry.breaker("validator", Breaker.HALF_OPEN);

        assertThat(ids()).isEqualTo(before);
        assertThat(meters.get("waybill.tries").tag("result", "outage").counter().count()).isEqualTo(1);
        assertThat(meters.get("waybill.tries").tag("result", "not_begun").counter().count()).isZero();
        assertThat(meters.get("waybill.entries.taken.over").counter().count()).isEqualTo(2);
        assertThat(meters.get("waybill.breaker.transitions").tag("to", "half_open").counter().count()).isEqualTo(1);
    }

    @Test
    void aGateThatNobodyHasLookedAtHasNoState() {
        telemetry.of("validator");
        assertThat(meters.get("waybill.gate.state").gauge().value()).isNaN();

        telemetry.gate("validator", new Flag(true, Breaker.OPEN, null, false, null));

        assertThat(meters.get("waybill.gate.state").gauge().value()).isEqualTo(3);
    }

    @Test
    void aWaitThatTwoClocksMakeNegativeIsCountedNevertheless() {
        telemetry.begun("validator", Duration.ofMillis(-3));

        assertThat(meters.get("waybill.step.wait").timer().count()).isEqualTo(1);
    }
}
