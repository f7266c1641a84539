package io.waybill.runtime;

import io.waybill.contracts.Pipeline;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Many orders' ways, many of them side by side; which of them are told together changes none. */
final class Passages {

    private static final int SIDE_BY_SIDE = 48;

    private Passages() {}

    /** Each has a seed of its own, one after the other. Ends early when one has broken a promise. */
    static Tally of(Redis redis, Pipeline pipeline, long firstSeed, int cases) throws Exception {
        var tally = new Tally();
        var next = new AtomicLong(firstSeed);
        var tellers = new ArrayList<Callable<Void>>();
        for (int partition = 0; partition < SIDE_BY_SIDE; partition++) {
            var corridor = new Corridor(redis, partition, pipeline);
            tellers.add(() -> {
                try (corridor) {
                    for (long seed; !tally.isBroken() && (seed = next.getAndIncrement()) < firstSeed + cases;) {
                        tally.count(Passage.through(corridor, seed));
                    }
                }
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> each : threads.invokeAll(tellers)) {
                each.get();
            }
        }
        return tally;
    }
}
