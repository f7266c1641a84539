package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.bench.Seen.Percentiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void theSearchFindsTheRateAtWhichItIsAsSlowAsInTheStory() throws Exception {
        var rehearsal = new Rehearsal((workers, rate) -> trial(workers, rate, 0, Math.exp(rate / 2) * 600_000));

        List<Trial> trials = rehearsal.search(64);

        assertThat(trials).allMatch(trial -> trial.workers() == 64);
        assertThat(Rehearsal.bestRate(trials)).isEqualTo(7.8); // 2 ln(29.1 / 0.6) = 7.76
    }

    @Test
    void thePoolIsTheSmallestThatNoLargerOneBeats() {
        assertThat(Rehearsal.bestPool(List.of(trial(32, 7, 60e6, 0), trial(64, 7, 16.5e6, 0), trial(96, 7, 16e6, 0),
                trial(120, 7, 16.1e6, 0)))).isEqualTo(64);
        assertThat(Rehearsal.bestPool(List.of(trial(32, 7, 60e6, 0), trial(64, 7, 17.5e6, 0), trial(96, 7, 16e6, 0))))
                .isEqualTo(96);
    }

    @Test
    void aPoolInWhichMoreGiveUpIsNotBestHoweverItsLatenciesLook() {
        var given = new Percentiles(0, 30_000_000, 30_000_000, 0);

        assertThat(Rehearsal.bestPool(List.of(new Trial(32, 7, given, 0.4), new Trial(64, 7, given, 0.06),
                new Trial(96, 7, given, 0.055)))).isEqualTo(64);
    }

    private static Trial trial(int workers, double rate, double p95, double p99) {
        return new Trial(workers, rate, new Percentiles(0, Math.round(p95), Math.round(p99), 0), 0);
    }
}
