package io.waybill.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out how large the old chain's pool must be, and at which rate it's as slow as it was told to be: with its own locks
 * and its own pool, but at a tenth of all latencies and ten times the rate. What is measured later, at its own pace, shows
 * whether that was right.
 */
final class Rehearsal {

    /** The slowest hundredth of the story: it grows with the rate more than anything else does. */
    static final long STORY_P99 = 29_100_000;

    private static final int[] POOLS = {32, 64, 96, 120};
    private static final double USUAL_RATE = 7.5;
    private static final double LOWEST_RATE = 5;
    private static final double HIGHEST_RATE = 11;
    private static final int TRIALS = 5;
    /** A pool that is larger and makes the slow orders faster by less than this doesn't help. */
    private static final double NO_HELP = 0.05;

    /** One run of the old chain. */
    interface Stage {

        Trial play(int workers, double rate) throws IOException, InterruptedException;
    }

    private final Stage stage;

    Rehearsal(Stage stage) {
        this.stage = stage;
    }

    /** The same load on pools from small to large. */
    List<Trial> sweep() throws IOException, InterruptedException {
        var trials = new ArrayList<Trial>();
        for (int workers : POOLS) {
            trials.add(stage.play(workers, USUAL_RATE));
        }
        return List.copyOf(trials);
    }

    /** The smallest that no larger one is better than. */
    static int bestPool(List<Trial> sweep) {
        long best = sweep.stream().mapToLong(trial -> trial.latency().p95()).min().orElseThrow();
        return sweep.stream().filter(trial -> Cut.of(trial.latency().p95(), best) < NO_HELP)
                .mapToInt(Trial::workers).min().orElseThrow();
    }

    /** Halves the span of rates in which the story's P99 must lie, over and over. */
    List<Trial> search(int workers) throws IOException, InterruptedException {
        var trials = new ArrayList<Trial>();
        double low = LOWEST_RATE;
        double high = HIGHEST_RATE;
        for (int i = 0; i < TRIALS; i++) {
            double rate = Math.rint(10 * (low + high) / 2) / 10;
            Trial trial = stage.play(workers, rate);
            trials.add(trial);
            if (trial.latency().p99() < STORY_P99) {
                low = rate;
            } else {
                high = rate;
            }
        }
        return List.copyOf(trials);
    }

    /** The rate at which it came closest to the story. */
    static double bestRate(List<Trial> search) {
        return search.stream().min(Comparator.comparingDouble(Rehearsal::distance)).orElseThrow().rate();
    }

    private static double distance(Trial trial) {
        return Math.abs(Math.log((double) trial.latency().p99() / STORY_P99));
    }
}
