package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetGaugesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FleetGauges gauges = new FleetGauges(meters);

    private double parked(String agent) {
        return meters.get("waybill.parked").tag("agent", agent).gauge().value();
    }

    @Test
    void aReadingIsShownUntilTheNextLook() {
        gauges.show(List.of(new Reading(FleetGauge.PARKED, "notifier", 3),
                new Reading(FleetGauge.ORDERS_UNFINISHED, null, 7)));
        assertThat(parked("notifier")).isEqualTo(3);
        assertThat(meters.get("waybill.orders.unfinished").gauge().value()).isEqualTo(7);

        gauges.show(List.of(new Reading(FleetGauge.PARKED, "notifier", 0)));
        assertThat(parked("notifier")).isZero();
    }

    @Test
    void whatTheLastLookHasNotBroughtHasNoValue() {
        gauges.show(List.of(new Reading(FleetGauge.PARKED, "notifier", 3)));

        gauges.show(List.of());

        assertThat(parked("notifier")).isNaN();
    }

    @Test
    void whatComesBackIsShownAgain() {
        gauges.show(List.of(new Reading(FleetGauge.PARKED, "notifier", 3)));
        gauges.show(List.of());

        gauges.show(List.of(new Reading(FleetGauge.PARKED, "notifier", 2)));

        assertThat(parked("notifier")).isEqualTo(2);
    }
}
