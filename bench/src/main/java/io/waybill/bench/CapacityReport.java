package io.waybill.bench;

import io.waybill.bench.Report.Bars;
import io.waybill.bench.Report.Block;
import io.waybill.bench.Report.Heading;
import io.waybill.bench.Report.Table;
import io.waybill.bench.Report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found out about capacity as a report. */
final class CapacityReport {

    private CapacityReport() {}

    /** @param about where and when it was measured */
    static Report of(CapacityResult result, String about) {
        var blocks = new ArrayList<Block>();
        RunResult most = result.saturation();
        blocks.add(new Text(String.format(Locale.ROOT,
                "%.0f orders a second with %s, at %.2f ms of processor time for each, while providers answer at once; every "
                        + "service is a process of its own, and the servers write durably.",
                most.perSecond(), most.title(), most.cpuMillisPerOrder())));
        if (!result.isGood()) {
            blocks.add(new Text("These figures mustn't be used: orders didn't complete, or the generator was late."));
        }
        blocks.add(new Bars("CPU per order at saturation", "ms", List.of(ComparisonPlots.bar("Waybill", most))));
        for (Part part : Part.values()) {
            List<RunResult> runs = result.runs().getOrDefault(part, List.of());
            if (!runs.isEmpty()) {
                blocks.add(new Heading(part.title()));
                blocks.add(table(runs));
            }
            if (part == Part.TELEMETRY && !runs.isEmpty()) {
                blocks.add(new TelemetryCost(runs).table());
            }
        }
        blocks.add(new Heading("What an order leaves behind"));
        blocks.add(new Text("%s in Redis for a day, %s in PostgreSQL for ever and %s in its log.".formatted(
                Amounts.bytes(result.perOrder().redis()), Amounts.bytes(result.perOrder().tables()),
                Amounts.bytes(result.perOrder().wal()))));
        return new Report("Waybill's capacity", about, blocks);
    }

    private static Table table(List<RunResult> runs) {
        return new Table(List.of("", "orders", "P50", "P99", "longest", "P99 of the 202", "CPU per order"),
                runs.stream().map(CapacityReport::row).toList());
    }

    private static List<String> row(RunResult run) {
        return List.of(run.title(), Amounts.rate(run.perSecond()),
                Amounts.time(run.seen().endToEnd().getValueAtPercentile(50)),
                Amounts.time(run.seen().endToEnd().getValueAtPercentile(99)),
                Amounts.time(run.seen().endToEnd().getMaxValue()),
                Amounts.time(run.seen().intake().getValueAtPercentile(99)),
                String.format(Locale.ROOT, "%.2f ms", run.cpuMillisPerOrder()));
    }
}
