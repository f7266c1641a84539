package io.waybill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * One axis of a plot: where a value lies between 0 and 1, and what is written there.
 *
 * @param scale makes values even: the logarithm, for example
 */
record Axis(String label, double from, double to, DoubleUnaryOperator scale, List<Tick> ticks) {

    private static final int ABOUT = 5;
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final double[] LOG_STEPS = {1, 2, 5};
    private static final double[] SHARES = {0, 0.5, 0.9, 0.95, 0.99, 0.999};

    record Tick(double value, String label) {}

    /** From 0 to a round figure that nothing exceeds. */
    static Axis linear(String label, double highest) {
        double step = step(Math.max(highest, 1e-9) / ABOUT);
        var ticks = new ArrayList<Tick>();
        double last = 0;
        for (int i = 0; last < highest || i < 2; i++) {
            last = i * step;
            ticks.add(new Tick(last, figure(last)));
        }
        return new Axis(label, 0, last, DoubleUnaryOperator.identity(), List.copyOf(ticks));
    }

    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double step : STEPS) {
            if (step * power >= least * (1 - 1e-9)) {
                return step * power;
            }
        }
        throw new IllegalStateException("no step is as large as " + least);
    }

    /** Logarithmic, from a round figure that nothing is below to one that nothing exceeds. */
    static Axis log(String label, double lowest, double highest, DoubleFunction<String> figures) {
        double first = 1 / step(1 / lowest);
        double last = Math.max(step(highest), first * 10);
        var ticks = new ArrayList<Tick>();
        for (double power = Math.pow(10, Math.floor(Math.log10(first))); power <= last; power *= 10) {
            for (double step : LOG_STEPS) {
                double value = step * power;
                if (value >= first * (1 - 1e-9) && value <= last * (1 + 1e-9)) {
                    ticks.add(new Tick(value, figures.apply(value)));
                }
            }
        }
        return new Axis(label, first, last, Math::log10, List.copyOf(ticks));
    }

    /** Shares from 0 to 0.999, the ends of which are spread out: from 90 % to 99 % it's as far as from 99 % to 99.9 %. */
    static Axis percentiles(String label) {
        var ticks = new ArrayList<Tick>();
        for (double share : SHARES) {
            ticks.add(new Tick(share, share == 0 ? "0 %" : "P" + figure(100 * share)));
        }
        return new Axis(label, 0, SHARES[SHARES.length - 1], share -> -Math.log10(1 - share), List.copyOf(ticks));
    }

    /** What lies outside is put on the edge. */
    double position(double value) {
        double low = scale.applyAsDouble(from);
        double high = scale.applyAsDouble(to);
        return (scale.applyAsDouble(Math.clamp(value, from, to)) - low) / (high - low);
    }

    private static String figure(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value).replaceFirst("0+$", "");
    }
}
