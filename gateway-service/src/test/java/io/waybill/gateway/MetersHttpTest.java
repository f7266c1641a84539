package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class MetersHttpTest {

    @LocalServerPort
    private int port;
    @Autowired
    private MeterRegistry meters;

    private double accepted() {
        return meters.get("waybill.orders.accepted").counter().count();
    }

    private double gauge(FleetGauge gauge, String agent) {
        return meters.get(gauge.meter()).tag("agent", agent).gauge().value();
    }

    @Test
    void anOrderThatIsSentAgainIsAcceptedOnce() {
        String key = UUID.randomUUID().toString();
        Client demo = Client.of(port, HttpTest.DEMO_KEY);
        double before = accepted();

        demo.post(Samples.order(), "Idempotency-Key", key);
        demo.post(Samples.order(), "Idempotency-Key", key);

        assertThat(accepted()).isEqualTo(before + 1);
    }

    @Test
    void theFleetIsLookedAtWithoutAnybodyAsking() {
        await().ignoreExceptions().untilAsserted(() -> {
            assertThat(meters.get("waybill.orders.unfinished").gauge().value()).isNotNegative();
            assertThat(meters.get("waybill.redis.memory.used.bytes").gauge().value()).isPositive();
            assertThat(gauge(FleetGauge.PARKED, "notifier")).isNotNegative();
            assertThat(gauge(FleetGauge.STREAM_PENDING, "payment_capture")).isNotNegative();
            assertThat(gauge(FleetGauge.STREAM_LAG_UNKNOWN, "ledger")).isIn(0.0, 1.0);
        });
    }
}
