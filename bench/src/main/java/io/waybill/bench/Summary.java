package io.waybill.bench;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;

/** What is left to say when all is measured, on one screen. */
record Summary(CapacityResult result) {

    private static final int WIDEST = 30;

    void print(PrintWriter out) {
        RunResult most = result.saturation();
        out.printf(Locale.ROOT, "%nCapacity: %.0f orders/s with %s, %.2f ms of CPU per order%n", most.perSecond(),
                most.title(), most.cpuMillisPerOrder());
        double widest = most.usage().cpu().keySet().stream().mapToDouble(most::cpuMillisPerOrder).max().orElse(1);
        most.usage().cpu().keySet().stream().filter(process -> !Usage.isApart(process))
                .sorted(Comparator.<String>comparingDouble(most::cpuMillisPerOrder).reversed())
                .forEach(process -> bar(out, most, process, widest));
        out.println("  apart from that");
        most.usage().cpu().keySet().stream().filter(Usage::isApart).forEach(process -> bar(out, most, process, widest));
        out.printf("Memory: %s in all; Redis %s, PostgreSQL %s%n", Amounts.bytes(most.usage().totalMemory()),
                memory(most, Site.REDIS), memory(most, Site.POSTGRES));
        out.printf("Each order leaves %s in Redis for a day, %s in PostgreSQL for ever and %s in its log%n",
                Amounts.bytes(result.perOrder().redis()), Amounts.bytes(result.perOrder().tables()),
                Amounts.bytes(result.perOrder().wal()));
        if (!result.isGood()) {
            out.println("These figures mustn't be used: see the lines above that say what went wrong");
        }
        out.flush();
    }

    private static void bar(PrintWriter out, RunResult run, String process, double widest) {
        double millis = run.cpuMillisPerOrder(process);
        out.printf(Locale.ROOT, "  %-16s %6.3f ms  %s%n", process, millis,
                "█".repeat((int) Math.round(WIDEST * millis / widest)));
    }

    private static String memory(RunResult run, String process) {
        return Amounts.bytes(run.usage().memory().getOrDefault(process, 0L));
    }
}
