package io.waybill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What telling of orders costs, by process.
 *
 * @param runs of the same load; the first told nothing
 */
record TelemetryCost(List<RunResult> runs) {

    Report.Table table() {
        var rows = new ArrayList<List<String>>();
        runs.getFirst().usage().cpu().keySet().stream().filter(process -> !Usage.isApart(process))
                .forEach(process -> rows.add(row(process, run -> millis(run.cpuMillisPerOrder(process)))));
        rows.add(row("all", run -> millis(run.cpuMillisPerOrder())));
        rows.add(row("more", run -> String.format(Locale.ROOT, "%.1f %%", 100 * more(run))));
        return new Report.Table(Stream.concat(Stream.of("CPU per order"), runs.stream().map(RunResult::title)).toList(),
                rows);
    }

    /** As a share of what it costs to tell nothing. */
    double more(RunResult run) {
        return run.cpuMillisPerOrder() / runs.getFirst().cpuMillisPerOrder() - 1;
    }

    private List<String> row(String name, Function<RunResult, String> figure) {
        return Stream.concat(Stream.of(name), runs.stream().map(figure)).toList();
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.3f ms", millis);
    }
}
