package io.waybill.bench;

import io.waybill.bench.Comparison.Pair;
import io.waybill.bench.Seen.Percentiles;
import java.util.List;
import java.util.Locale;

/** What was to be reached, and whether it was. */
record Goal(String what, String wanted, String measured, boolean reached) {

    static List<Goal> of(Comparison comparison) {
        Pair usual = comparison.usual();
        Percentiles before = Percentiles.of(usual.baseline().seen().endToEnd());
        Percentiles after = Percentiles.of(usual.waybill().seen().endToEnd());
        double floor = comparison.floor().time().toNanos() / 1e3;
        return List.of(
                ratio("Waybill's P50 over the floor", after.p50() / floor, 1.03),
                ratio("Waybill's P99 over the floor", after.p99() / floor, 1.15),
                cut("P95, cut by", Cut.of(before.p95(), after.p95()), 0.80),
                cut("P99, cut by", Cut.of(before.p99(), after.p99()), 0.84),
                cut("Error rate, cut by", Cut.of(usual.baseline().seen().errorRate(),
                        usual.waybill().seen().errorRate()), 0.95));
    }

    private static Goal ratio(String what, double measured, double most) {
        return new Goal(what, String.format(Locale.ROOT, "at most %.2f", most),
                String.format(Locale.ROOT, "%.3f", measured), measured <= most);
    }

    private static Goal cut(String what, double measured, double least) {
        return new Goal(what, "at least " + Amounts.percent(least),
                String.format(Locale.ROOT, "%.1f %%", 100 * measured),
                measured >= least);
    }

    String verdict() {
        return reached ? "reached" : "missed";
    }
}
