package io.waybill.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out how large the old chain's pool must be, and at which rate it's as slow as it was told to be: with its own locks
 * and its own pool, but at a fifth of all latencies and five times the rate. What is measured later, at its own pace, shows
 * whether that was right.
 */
final class Rehearsal {

    /** The slowest hundredth of the story: it grows with the rate more than anything else does. */
    static final long STORY_P99 = 29_100_000;

    /** PostgreSQL takes 200 sessions, and Waybill's services have some of them. */
    private static final int[] POOLS = {32, 64, 96, 112};
    private static final double USUAL_RATE = 7.5;
    private static final double LOWEST_RATE = 6;
    private static final double HIGHEST_RATE = 10;
    private static final int TRIALS = 4;
    /** A pool that is larger, but makes the slow orders faster and the errors fewer by less than this, doesn't help. */
    private static final double FASTER = 0.05;
    private static final double FEWER_ERRORS = 0.01;
    private static final double STORY_ERRORS = 0.023;

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

    /**
     * The smallest that no larger one is better than. Errors count, too: whoever has given up would have waited longer than
     * any latency says.
     */
    static int bestPool(List<Trial> sweep) {
        long fastest = sweep.stream().mapToLong(trial -> trial.latency().p95()).min().orElseThrow();
        double fewest = sweep.stream().mapToDouble(Trial::errorRate).min().orElseThrow();
        return sweep.stream().filter(trial -> Cut.of(trial.latency().p95(), fastest) < FASTER)
                .filter(trial -> trial.errorRate() - fewest < FEWER_ERRORS)
                .mapToInt(Trial::workers).min().orElse(POOLS[POOLS.length - 1]);
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

    /** Once clients give up, P99 stays what their patience is, and the errors say how far it is. */
    private static double distance(Trial trial) {
        return Math.abs(Math.log((double) trial.latency().p99() / STORY_P99))
                + Math.abs(trial.errorRate() - STORY_ERRORS);
    }
}
