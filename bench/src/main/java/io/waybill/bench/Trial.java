package io.waybill.bench;

import io.waybill.bench.Seen.Percentiles;

/**
 * A short run of the old chain at several times its pace, told as though it had been at its own: a queue doesn't know how
 * fast its clock goes.
 *
 * @param rate orders per second
 */
record Trial(int workers, double rate, Percentiles latency, double errorRate) {

    static Trial of(RunResult run, int workers, double rate, int pace) {
        Percentiles quick = Percentiles.of(run.seen().endToEnd());
        return new Trial(workers, rate, new Percentiles(quick.p50() * pace, quick.p95() * pace, quick.p99() * pace,
                quick.max() * pace), run.seen().errorRate());
    }
}
