package io.waybill.bench;

import java.time.Duration;
import java.util.List;

/**
 * What became of the old chain and of Waybill under the same load.
 *
 * @param sweep pools of the old chain, nothing when one was given
 * @param search rates for it, nothing when one was given
 * @param steps at the usual rate and at several times that, with the latencies of the world
 * @param quick where nobody waits for providers, so that an order's cost is seen
 * @param floor of Waybill's pipeline, by what the providers took in its run at the usual rate
 */
record Comparison(Terms terms, List<Trial> sweep, List<Trial> search, List<Step> steps, Pair quick, Floor floor) {

    /**
     * What both have in common.
     *
     * @param workers the old chain's pool
     * @param failing the share of requests that each provider fails
     * @param patience after that a client of the old chain has gone
     */
    record Terms(double rate, int workers, int warehouses, double failing, Duration patience) {}

    record Pair(RunResult baseline, RunResult waybill) {}

    Comparison {
        sweep = List.copyOf(sweep);
        search = List.copyOf(search);
        steps = List.copyOf(steps);
    }

    /** At the usual rate. */
    Pair usual() {
        Step step = steps.getFirst();
        return new Pair(step.baseline().orElseThrow(), step.waybill().orElseThrow());
    }
}
