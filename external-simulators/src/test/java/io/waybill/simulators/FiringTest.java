package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiringTest {

    @Test
    void aCountStrikesTheFirstRequests() {
        assertThat(struck(new Firing.First(3), 10)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aRateStrikesTheSameRequestsForTheSameSeed() {
        var struck = struck(new Firing.Share(0.2, 42), 10_000);

        assertThat(struck).isEqualTo(struck(new Firing.Share(0.2, 42), 10_000));
        assertThat(struck.size()).isBetween(1800, 2200);
        assertThat(struck).isNotEqualTo(struck(new Firing.Share(0.2, 43), 10_000));
    }

    @Test
    void theBoundsAreNeverAndAlways() {
        assertThat(struck(new Firing.Share(0, 1), 1000)).isEmpty();
        assertThat(struck(new Firing.Share(1, 1), 1000)).hasSize(1000);
    }

    private static List<Long> struck(Firing firing, long requests) {
        return LongStream.range(0, requests).filter(firing::strikes).boxed().toList();
    }
}
