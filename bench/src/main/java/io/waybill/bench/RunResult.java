package io.waybill.bench;

import java.time.Duration;

/**
 * All that is known of one run; the report is made of these.
 *
 * @param title what was run, for people
 * @param length the time in which orders arrived
 * @param usage of the processes from the first order's arrival until the last one's end
 */
record RunResult(String title, Duration length, Seen seen, Lag lag, Usage usage) {

    /** Whether every order completed and the generator kept to its plan. */
    boolean isGood() {
        return lag.isValid() && seen.errorRate() == 0;
    }

    /** Completed orders for each second in which orders arrived. */
    double perSecond() {
        return seen.completed() / (length.toNanos() / 1e9);
    }

    /** Milliseconds of processor time for each completed order, of all but the simulators and the generator. */
    double cpuMillisPerOrder() {
        return millisPerOrder(usage.totalCpu());
    }

    /** The same of one process. */
    double cpuMillisPerOrder(String process) {
        return millisPerOrder(usage.cpu().getOrDefault(process, Duration.ZERO));
    }

    private double millisPerOrder(Duration cpu) {
        return cpu.toNanos() / 1e6 / Math.max(1, seen.completed());
    }
}
