package io.waybill.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was found out about capacity; the report is made of it.
 *
 * @param runs those of each part that was done, in their sequence
 * @param saturation of the runs of {@link Part#SATURATION}, the one that completed the most orders in a second
 * @param perOrder what an order leaves behind in PostgreSQL and Redis
 */
record CapacityResult(Map<Part, List<RunResult>> runs, RunResult saturation, Holding perOrder) {

    CapacityResult {
        runs = Map.copyOf(runs);
    }

    Stream<RunResult> all() {
        return runs.values().stream().flatMap(List::stream);
    }

    /** Whether every order completed and the generator kept to its plan; if not, the figures mustn't be used. */
    boolean isGood() {
        return all().allMatch(RunResult::isGood);
    }
}
