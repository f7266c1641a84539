package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.bench.Seen.Percentiles;
import io.waybill.bench.Seen.Second;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AftermathTest {

    @Test
    void itLastsUntilTheLastSecondThatIsNotAsBefore() {
        // 3 s as usual, 2 s of a spike, and seconds behind it of which the third is the last that is slow
        assertThat(aftermath(100, 100, 100, 900, 2_000, 1_500, 90, 400, 110, 190)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aSpikeThatIsTakenInItsStrideHasNone() {
        assertThat(aftermath(100, 100, 100, 900, 2_000, 110, 120)).isZero();
    }

    @Test
    void twiceAsLongAsNothingIsStillNothing() {
        assertThat(aftermath(5, 5, 5, 900, 2_000, 40, 5)).isZero();
    }

    private static Duration aftermath(int... medians) {
        List<Second> seconds = IntStream.range(0, medians.length).mapToObj(number -> new Second(number, 10, 10,
                new Percentiles(medians[number] * 1_000L, 0, 0, 0))).toList();
        return Aftermath.of(seconds, Duration.ofSeconds(3), Duration.ofSeconds(5));
    }
}
