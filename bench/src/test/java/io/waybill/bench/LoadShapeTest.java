package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadShapeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void ordersOfAConstantRateAreEvenlySpread() {
        long[] arrivals = arrivals(LoadShape.constant(40, SECOND.multipliedBy(5)));

        assertThat(arrivals).hasSize(200).endsWith(5_000_000_000L);
        assertThat(gaps(arrivals)).containsOnly(25_000_000L);
    }

    @Test
    void aRampHasBroughtAtEachMomentTheAreaBelowItsRate() {
        LoadShape ramp = LoadShape.ramp(10, 90, SECOND.multipliedBy(8));
        long[] arrivals = arrivals(ramp);

        assertThat(arrivals).hasSize(400);
        for (int number = 1; number <= arrivals.length; number++) {
            double t = arrivals[number - 1] / 1e9;
            assertThat(10 * t + 80 / 8.0 * t * t / 2).as("orders until " + t).isCloseTo(number, within(1e-6));
        }
    }

    @Test
    void aRampMayBeginAndEndAtNothing() {
        assertThat(arrivals(LoadShape.ramp(0, 20, SECOND))).hasSize(10).isSorted();
        assertThat(arrivals(LoadShape.ramp(20, 0, SECOND))).hasSize(10).isSorted();
    }

    @Test
    void aSpikeBeginsAndEndsAtOnce() {
        LoadShape spike = LoadShape.spike(10, 10, SECOND.multipliedBy(3), SECOND.multipliedBy(2),
                SECOND.multipliedBy(3));
        long[] arrivals = arrivals(spike);

        assertThat(spike.length()).isEqualTo(Duration.ofSeconds(8));
        assertThat(spike.orders()).isEqualTo(260);
        assertThat(IntStream.range(0, 8).mapToObj(second -> LongStream.of(arrivals)
                .filter(at -> (at - 1) / 1_000_000_000 == second).count())).containsExactly(10L, 10L, 10L, 100L, 100L,
                        10L, 10L, 10L);
    }

    @Test
    void phasesJoinWithoutAGap() {
        var halves = new LoadShape(List.of(new LoadShape.Phase(Duration.ofMillis(150), 10, 10),
                new LoadShape.Phase(Duration.ofMillis(850), 10, 10)));

        assertThat(gaps(arrivals(halves))).containsOnly(100_000_000L);
    }

    @Test
    void aPhaseThatTakesNoTimeIsRefused() {
        assertThatThrownBy(() -> LoadShape.constant(10, Duration.ZERO)).hasMessageContaining("takes time");
    }

    private static long[] arrivals(LoadShape shape) {
        LongStream.Builder arrivals = LongStream.builder();
        shape.forEachArrival(arrivals::add);
        return arrivals.build().toArray();
    }

    private static long[] gaps(long[] arrivals) {
        return IntStream.range(1, arrivals.length).mapToLong(i -> arrivals[i] - arrivals[i - 1]).toArray();
    }
}
