package io.waybill.bench;

import io.waybill.bench.Seen.Second;
import java.util.Optional;

/**
 * Both systems at one rate.
 *
 * @param times how many times the usual rate it is
 * @param baseline nothing when it wasn't asked any more, since it had broken at a lower rate
 */
record Step(int times, double rate, Optional<RunResult> baseline, Optional<RunResult> waybill) {

    private static final double MOST_ERRORS = 0.05;
    private static final double LEAST_KEPT_UP = 0.9;

    /**
     * Whether a system can't stand a rate: more than one order in twenty fails, or of what arrives in the run's second half
     * less than nine tenths as much is completed meanwhile, so that whoever comes later waits longer, without end.
     */
    static boolean isBroken(RunResult run, double rate) {
        return run.seen().errorRate() > MOST_ERRORS || sustained(run) < LEAST_KEPT_UP * rate;
    }

    /** Orders completed per second in the second half of the time in which they arrived: by then none is still under way first. */
    static double sustained(RunResult run) {
        long end = run.length().toSeconds();
        long begin = end / 2;
        long completed = run.seen().seconds().stream()
                .filter(second -> second.number() >= begin && second.number() < end).mapToLong(Second::completed).sum();
        return (double) completed / (end - begin);
    }
}
