package io.waybill.bench;

import java.io.PrintWriter;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What a benchmark prints while it goes on: a line for each run. */
record Table(PrintWriter out) {

    void headOfThroughput(String title) {
        out.printf("%n%s%n  %-30s %8s %13s%n", title, "", "orders/s", "CPU per order");
        out.flush();
    }

    void headOfLatency(String title) {
        out.printf("%n%s%n  %-30s %8s %13s %8s %8s %8s %9s%n", title, "", "orders/s", "CPU per order", "P50", "P99",
                "max", "202 P99");
        out.flush();
    }

    /** A closed loop tells nothing about latency. */
    void throughput(RunResult run) {
        out.printf("%s%n", cost(run));
        complain(run);
        out.flush();
    }

    void latency(RunResult run) {
        out.printf("%s %8s %8s %8s %9s%n", cost(run), time(run.seen().endToEnd(), 50), time(run.seen().endToEnd(), 99),
                time(run.seen().endToEnd(), 100), time(run.seen().intake(), 99));
        complain(run);
        out.flush();
    }

    private static String cost(RunResult run) {
        return String.format(Locale.ROOT, "  %-30s %8.0f %10.2f ms", run.title(), run.perSecond(),
                run.cpuMillisPerOrder());
    }

    private static String time(Histogram histogram, double percentile) {
        return Amounts.time(histogram.getValueAtPercentile(percentile));
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
