package io.waybill.bench;

import io.waybill.bench.Comparison.Pair;
import io.waybill.bench.Comparison.Terms;
import io.waybill.bench.Seen.Percentiles;
import io.waybill.bench.Seen.Second;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Results as runs might have them. */
final class Samples {

    private Samples() {}

    /** @param completed in each second of the run */
    static RunResult run(int seconds, IntUnaryOperator completed, long failed) {
        long total = IntStream.range(0, seconds).map(completed).sum();
        return run(seconds, completed, Map.of("completed", total, "given up", failed), new Histogram(3));
    }

    private static RunResult run(int seconds, IntUnaryOperator completed, Map<String, Long> ends, Histogram latency) {
        List<Second> bySecond = IntStream.range(0, seconds)
                .mapToObj(number -> new Second(number, 10, completed.applyAsInt(number), Percentiles.of(latency)))
                .toList();
        var usage = new Usage(new TreeMap<>(Map.of("PostgreSQL", Duration.ofMillis(300), "gateway",
                Duration.ofMillis(100), Usage.SIMULATORS, Duration.ofHours(1))),
                new TreeMap<>(Map.of("PostgreSQL", 50_000_000L, "gateway", 100_000_000L)));
        return new RunResult("sample", Duration.ofSeconds(seconds),
                new Seen(new Histogram(3), latency, new TreeMap<>(ends), bySecond), new Lag(200, 0, Duration.ZERO),
                usage);
    }

    /** Every fiftieth order takes this much longer than the others. */
    static RunResult run(Duration usual, Duration slow, long failed) {
        var latency = new Histogram(3);
        for (int i = 0; i < 200; i++) {
            latency.recordValue((i % 50 == 0 ? slow : usual).toNanos() / 1_000);
        }
        return run(20, _ -> 10, Map.of("completed", 200 - failed, "given up", failed), latency);
    }

    /** At 1x and 2x, where the old chain wasn't asked any more. */
    static Comparison comparison() {
        RunResult baseline = run(Duration.ofMillis(6300), Duration.ofSeconds(29), 4);
        RunResult waybill = run(Duration.ofMillis(3330), Duration.ofMillis(3450), 0);
        var trial = new Trial(96, 7.5, new Percentiles(6_300_000, 14_800_000, 29_100_000, 31_000_000), 0.023);
        return new Comparison(new Terms(7.5, 96, 20, 0.003, Duration.ofSeconds(30)), List.of(trial), List.of(trial),
                List.of(new Step(1, 7.5, Optional.of(baseline), Optional.of(waybill)),
                        new Step(2, 15, Optional.empty(), Optional.of(waybill))),
                new Pair(baseline, waybill),
                new Floor(Duration.ofMillis(3302), List.of("payment_authorize", "payment_capture")));
    }
}
