package io.waybill.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** What a benchmark prints while it goes on: a line for each run. */
record Table(PrintWriter out) {

    void head(String title) {
        out.printf("%n%s%n", title);
        out.printf("  %-28s %8s %8s %8s %8s %9s %13s%n", "", "orders/s", "P50", "P99", "max", "P99 202", "CPU per order");
        out.flush();
    }

    /** A closed loop tells nothing about latency. */
    void throughput(RunResult run) {
        line(run, "", "", "", "");
    }

    void latency(RunResult run) {
        line(run, Amounts.time(run.seen().endToEnd().getValueAtPercentile(50)),
                Amounts.time(run.seen().endToEnd().getValueAtPercentile(99)),
                Amounts.time(run.seen().endToEnd().getMaxValue()),
                Amounts.time(run.seen().intake().getValueAtPercentile(99)));
    }

    private void line(RunResult run, String p50, String p99, String max, String intake) {
        out.printf(Locale.ROOT, "  %-28s %8.0f %8s %8s %8s %9s %10.2f ms%n", run.title(), run.perSecond(), p50, p99, max,
                intake, run.cpuMillisPerOrder());
        complain(run);
        out.flush();
    }

    private void complain(RunResult run) {
        run.seen().ends().forEach((kind, orders) -> {
            if (!kind.equals(Ending.COMPLETED.kind())) {
                note("%,d orders: %s".formatted(orders, kind));
            }
        });
        if (!run.lag().isValid()) {
            note(run.lag().toString());
        }
    }

    void note(String text) {
        out.printf("    %s%n", text);
        out.flush();
    }
}
