package io.waybill.bench;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What the clients of one run saw. Latencies are in microseconds and count from the intended start; those of orders that
 * didn't complete count as well, with the time at which that was known.
 *
 * @param intake until the order was accepted; empty when that isn't told apart from the end
 * @param endToEnd until the end
 * @param ends how many ended how, by {@link Ending#kind}
 * @param seconds the same over time
 */
record Seen(Histogram intake, Histogram endToEnd, SortedMap<String, Long> ends, List<Second> seconds) {

    /**
     * One second of the run.
     *
     * @param arrived orders whose intended start was in it
     * @param completed orders that completed in it, whenever they arrived
     * @param endToEnd of those that arrived in it
     */
    record Second(int number, long arrived, long completed, Percentiles endToEnd) {}

    /** In microseconds; all 0 when nothing was measured. */
    record Percentiles(long p50, long p95, long p99, long max) {

        static Percentiles of(Histogram histogram) {
            return new Percentiles(histogram.getValueAtPercentile(50), histogram.getValueAtPercentile(95),
                    histogram.getValueAtPercentile(99), histogram.getMaxValue());
        }
    }

    /** Orders that nobody watched one by one. */
    static Seen counted(long completed) {
        return new Seen(new Histogram(1), new Histogram(1), new TreeMap<>(Map.of(Ending.COMPLETED.kind(), completed)),
                List.of());
    }

    long completed() {
        return ends.getOrDefault(Ending.COMPLETED.kind(), 0L);
    }

    long orders() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    double errorRate() {
        return orders() == 0 ? 0 : 1 - (double) completed() / orders();
    }
}
