package io.waybill.bench;

import io.waybill.bench.Comparison.Pair;
import io.waybill.bench.Comparison.Terms;
import io.waybill.bench.Report.Block;
import io.waybill.bench.Report.Heading;
import io.waybill.bench.Report.Table;
import io.waybill.bench.Report.Text;
import io.waybill.bench.Seen.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A comparison as a report. */
final class ComparisonReport {

    private final Comparison comparison;
    private final Terms terms;
    private final Pair usual;
    private final ComparisonPlots plots;

    private ComparisonReport(Comparison comparison) {
        this.comparison = comparison;
        this.terms = comparison.terms();
        this.usual = comparison.usual();
        this.plots = new ComparisonPlots(comparison);
    }

    /** @param about where and when it was measured */
    static Report of(Comparison comparison, String about) {
        return new Report("Waybill against the old chain", about, new ComparisonReport(comparison).blocks());
    }

    /** The essence. */
    static List<Table> tables(Comparison comparison) {
        var report = new ComparisonReport(comparison);
        return List.of(report.head(), report.steps(), report.goals());
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        blocks.add(new Text(String.format(Locale.ROOT,
                "The same orders at the same rate, %s, to the same simulated providers on the same PostgreSQL: once to "
                        + "the chain of synchronous steps that Waybill replaces, once to Waybill. The providers take as long as in the "
                        + "world (fraud check 1.2 s, charge 3 s, capture 0.3 s, mail and chat 0.1 s each) and fail %s of the requests.",
                Amounts.rate(terms.rate()), Amounts.percent(terms.failing()))));
        blocks.add(head());
        blocks.add(plots.percentiles());
        blocks.add(plots.overTime());
        goals(blocks);
        steps(blocks);
        cost(blocks);
        baseline(blocks);
        blocks.add(new Heading("How it was measured"));
        method().forEach(text -> blocks.add(new Text(text)));
        return blocks;
    }

    private Table head() {
        Function<RunResult, Percentiles> latency = run -> Percentiles.of(run.seen().endToEnd());
        return new Table(List.of("", "old chain", "Waybill", "cut by"), List.of(
                time("P50", latency.andThen(Percentiles::p50)),
                time("P95", latency.andThen(Percentiles::p95)),
                time("P99", latency.andThen(Percentiles::p99)),
                time("longest", latency.andThen(Percentiles::max)),
                row("error rate", usual, run -> run.seen().errorRate(), Amounts::percent),
                row("CPU per order, nobody slow", comparison.quick(), RunResult::cpuMillisPerOrder,
                        millis -> String.format(Locale.ROOT, "%.2f ms", millis)),
                row("memory", usual, run -> (double) run.usage().totalMemory(),
                        bytes -> Amounts.bytes(bytes.longValue()))));
    }

    private List<String> time(String name, Function<RunResult, Long> figure) {
        return row(name, usual, figure.andThen(Long::doubleValue), micros -> Amounts.time(micros.longValue()));
    }

    private static List<String> row(String name, Pair pair, Function<RunResult, Double> figure,
            Function<Double, String> text) {
        double before = figure.apply(pair.baseline());
        double after = figure.apply(pair.waybill());
        return List.of(name, text.apply(before), text.apply(after), after > before
                ? String.format(Locale.ROOT, "(%.1f times as much)", after / before)
                : String.format(Locale.ROOT, "%.1f %%", 100 * Cut.of(before, after)));
    }

    private void goals(List<Block> blocks) {
        blocks.add(new Heading("Goals"));
        blocks.add(goals());
        blocks.add(new Text(String.format(Locale.ROOT,
                "The floor is %s: the longest way through the pipeline (%s) when nothing but the providers takes any time, by "
                        + "the medians that they themselves have measured in the same run.",
                Amounts.time(comparison.floor().time()), String.join(", then ", comparison.floor().way()))));
    }

    private Table goals() {
        return new Table(List.of("", "goal", "measured", ""), Goal.of(comparison).stream()
                .map(goal -> List.of(goal.what(), goal.wanted(), goal.measured(), goal.verdict())).toList());
    }

    private void steps(List<Block> blocks) {
        blocks.add(new Heading("Until it breaks"));
        blocks.add(steps());
        blocks.add(plots.throughput());
        blocks.add(plots.slowest());
        blocks.add(new Text("A system is broken at a rate when more than 5 % of the orders fail, or when in the second "
                + "half of the run it completes less than nine tenths of what arrives: then each order waits longer than the "
                + "one before. It isn't asked for more after that."));
    }

    private Table steps() {
        var rows = new ArrayList<List<String>>();
        for (Step step : comparison.steps()) {
            row(rows, "old chain", step, step.baseline());
            row(rows, "Waybill", step, step.waybill());
        }
        return new Table(List.of("orders", "system", "completed", "P50", "P95", "P99", "errors", ""), rows);
    }

    private static void row(List<List<String>> rows, String system, Step step, Optional<RunResult> measured) {
        measured.ifPresent(run -> {
            Percentiles latency = Percentiles.of(run.seen().endToEnd());
            rows.add(List.of(String.format(Locale.ROOT, "%dx: %s", step.times(), Amounts.rate(step.rate())), system,
                    Amounts.rate(Step.sustained(run)), Amounts.time(latency.p50()), Amounts.time(latency.p95()),
                    Amounts.time(latency.p99()), Amounts.percent(run.seen().errorRate()),
                    Step.isBroken(run, step.rate()) ? "broken" : "holds"));
        });
    }

    private void cost(List<Block> blocks) {
        blocks.add(new Heading("What an order costs"));
        blocks.add(plots.cpu());
        blocks.add(new Text("Processor time for each order at the same rate while providers answer at once and the old "
                + "chain's own steps take no time: what remains is work. The simulators and the generator are left out."));
    }

    private void baseline(List<Block> blocks) {
        if (comparison.sweep().isEmpty() && comparison.search().isEmpty()) {
            return;
        }
        blocks.add(new Heading("How the old chain was set up"));
        blocks.add(new Text(
                "Its pool was made larger until that didn't help any more, and then the rate was looked for at "
                        + "which its P99 is the story's 29.1 s. Both were done at a fifth of all latencies and five times the rate; the "
                        + "figures are told in the story's time."));
        blocks.add(trials(comparison.sweep()));
        blocks.add(trials(comparison.search()));
        blocks.add(new Text(String.format(Locale.ROOT,
                "So it has %d workers, each with a connection of its own, and gets %s. In the story it had P50 6.3 s, P95 "
                        + "14.8 s, P99 29.1 s and 2.3 %% errors.",
                terms.workers(), Amounts.rate(terms.rate()))));
    }

    private static Table trials(List<Trial> trials) {
        return new Table(List.of("workers", "orders", "P50", "P95", "P99", "errors"), trials.stream()
                .map(trial -> List.of(String.valueOf(trial.workers()), Amounts.rate(trial.rate()),
                        Amounts.time(trial.latency().p50()), Amounts.time(trial.latency().p95()),
                        Amounts.time(trial.latency().p99()), Amounts.percent(trial.errorRate())))
                .toList());
    }

    private List<String> method() {
        return List.of(
                "Orders arrive in an open loop, and an order's latency counts from the moment at which it was meant to arrive "
                        + "until its client knows the end, however it ended. Generator in the old chain's run: "
                        + usual.baseline().lag() + "; in Waybill's: " + usual.waybill().lag() + ".",
                String.format(Locale.ROOT,
                        "Orders have the line counts and popular products of a real order book, in %d warehouses with "
                                + "shelves of their own; the same ones in the same sequence for both.",
                        terms.warehouses()),
                "The old chain is one process: validate 0.2 s, check stock 0.5 s, fraud, reserve 0.8 s, charge, tracking 0.4 s, "
                        + "mail, chat. Fraud, charge, mail and chat are calls to the simulators with the libraries that Waybill uses; "
                        + "the other times are waited for, as nobody has those systems any more. The rows of an order's goods are "
                        + "locked, in the order of their names, from the reservation until the request's end. Nothing is tried again.",
                String.format(Locale.ROOT,
                        "A client of the old chain gives up after %d s, which counts as an error; of Waybill's orders "
                                + "those count as errors that don't end as completed.",
                        terms.patience().toSeconds()),
                "Waybill runs as separate processes, one of each service, with the standard pipeline; its agents may have 512 "
                        + "orders in hand. Both systems' JVMs have the same options, and PostgreSQL writes durably.");
    }
}
