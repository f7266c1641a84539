package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class ReadingsLoopTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FleetGauges gauges = new FleetGauges(meters);

    private void looks(Readings source) {
        ReadingsLoop.turn(source, gauges);
    }

    private double unfinished() {
        return meters.get("waybill.orders.unfinished").gauge().value();
    }

    private static List<Reading> seven() {
        return List.of(new Reading(FleetGauge.ORDERS_UNFINISHED, null, 7));
    }

    @Test
    void whatAnOutageHidesHasNoValueUntilItIsOver() {
        looks(ReadingsLoopTest::seven);

        looks(() -> {
            throw new QueryTimeoutException("no answer");
        });
        assertThat(unfinished()).isNaN();

        looks(ReadingsLoopTest::seven);
        assertThat(unfinished()).isEqualTo(7);
    }

    @Test
    void whateverBreaksALookTheNextOneIsShown() {
        looks(ReadingsLoopTest::seven);

        looks(() -> {
            throw new StackOverflowError("in a test");
        });
        assertThat(unfinished()).isNaN();

        looks(ReadingsLoopTest::seven);
        assertThat(unfinished()).isEqualTo(7);
    }

    @Test
    void whatCanNotBeShownBreaksNothing() {
        var broken = new AtomicBoolean(true);
        meters.config().onMeterAdded(_ -> {
            if (broken.getAndSet(false)) {
                throw new StackOverflowError("in a test");
            }
        });

        looks(ReadingsLoopTest::seven);

        looks(ReadingsLoopTest::seven);
        assertThat(unfinished()).isEqualTo(7);
    }
}
