package io.waybill.bench;

import io.waybill.bench.Comparison.Pair;
import io.waybill.bench.Report.Bar;
import io.waybill.bench.Report.Bars;
import io.waybill.bench.Report.Part;
import io.waybill.bench.Report.Plot;
import io.waybill.bench.Report.Point;
import io.waybill.bench.Report.Series;
import io.waybill.bench.Report.Stroke;
import io.waybill.bench.Seen.Percentiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** A comparison as drawings. */
record ComparisonPlots(Comparison comparison) {

    private static final int OLD = 0;
    private static final int NEW = 1;
    private static final int REFERENCE = 2;
    private static final double[] SHARES = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.96,
        0.97, 0.98, 0.985, 0.99, 0.9925, 0.995, 0.998, 0.999};

    Plot percentiles() {
        Pair usual = comparison.usual();
        return new Plot("Latency by percentile", Axis.percentiles("share of orders that were no slower"), latencies(),
                List.of(percentiles("old chain", OLD, usual.baseline()), percentiles("Waybill", NEW, usual.waybill()),
                        new Series("floor", REFERENCE, Stroke.DASHED, List.of(new Point(0, floor()),
                                new Point(0.999, floor())))));
    }

    private static Series percentiles(String name, int tone, RunResult run) {
        Histogram latency = run.seen().endToEnd();
        double last = 1 - 1.0 / Math.max(1, latency.getTotalCount()); // more is a guess
        return new Series(name, tone, Stroke.SOLID, DoubleStream.of(SHARES).filter(share -> share <= last)
                .mapToObj(share -> new Point(share, latency.getValueAtPercentile(100 * share) / 1e6)).toList());
    }

    Plot overTime() {
        Pair usual = comparison.usual();
        double length = Math.max(usual.baseline().length().toSeconds(), usual.waybill().length().toSeconds());
        return new Plot("Latency over time",
                Axis.linear("seconds from the run's beginning to an order's arrival", length),
                latencies(),
                List.of(seconds("old chain, slowest", OLD, Stroke.THIN, usual.baseline(), Percentiles::max),
                        seconds("old chain, median", OLD, Stroke.SOLID, usual.baseline(), Percentiles::p50),
                        seconds("Waybill, slowest", NEW, Stroke.THIN, usual.waybill(), Percentiles::max),
                        seconds("Waybill, median", NEW, Stroke.SOLID, usual.waybill(), Percentiles::p50)));
    }

    private static Series seconds(String name, int tone, Stroke stroke, RunResult run,
            ToLongFunction<Percentiles> which) {
        return new Series(name, tone, stroke, run.seen().seconds().stream().filter(second -> second.arrived() > 0)
                .map(second -> new Point(second.number(), which.applyAsLong(second.endToEnd()) / 1e6)).toList());
    }

    private Axis latencies() {
        Pair usual = comparison.usual();
        long longest = Stream.of(usual.baseline(), usual.waybill())
                .mapToLong(run -> run.seen().endToEnd().getMaxValue()).max().orElseThrow();
        return Axis.log("latency", Math.min(1, floor()), longest / 1e6,
                seconds -> Amounts.time(Math.round(seconds * 1e6)).replace(".00", ""));
    }

    private double floor() {
        return comparison.floor().time().toNanos() / 1e9;
    }

    Plot throughput() {
        double most = comparison.steps().stream().mapToDouble(Step::rate).max().orElseThrow();
        return new Plot("Throughput", Axis.linear("orders that arrive in a second", most),
                Axis.linear("completed in a second", most),
                List.of(new Series("all that arrive", REFERENCE, Stroke.DASHED,
                        List.of(new Point(0, 0), new Point(most, most))),
                        steps("old chain", OLD, Step::baseline, Step::sustained),
                        steps("Waybill", NEW, Step::waybill, Step::sustained)));
    }

    Plot slowest() {
        double most = comparison.steps().stream().mapToDouble(Step::rate).max().orElseThrow();
        ToDoubleFunction<RunResult> p99 = run -> run.seen().endToEnd().getValueAtPercentile(99) / 1e6;
        return new Plot("P99 by rate", Axis.linear("orders that arrive in a second", most), latencies(),
                List.of(steps("old chain", OLD, Step::baseline, p99), steps("Waybill", NEW, Step::waybill, p99)));
    }

    private Series steps(String name, int tone, Function<Step, Optional<RunResult>> side,
            ToDoubleFunction<RunResult> figure) {
        return new Series(name, tone, Stroke.SOLID, comparison.steps().stream()
                .flatMap(step -> side.apply(step).stream()
                        .map(run -> new Point(step.rate(), figure.applyAsDouble(run))))
                .toList());
    }

    Bars cpu() {
        return new Bars("CPU per order", "ms", List.of(bar("old chain", comparison.quick().baseline()),
                bar("Waybill", comparison.quick().waybill())));
    }

    static Bar bar(String name, RunResult run) {
        return new Bar(name, run.usage().cpu().keySet().stream().filter(process -> !Usage.isApart(process))
                .map(process -> new Part(process, run.cpuMillisPerOrder(process))).toList());
    }
}
