package io.waybill.bench;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them, three digits or so. */
final class Amounts {

    private Amounts() {}

    /** {@code 0.8 ms}, {@code 43 ms}, {@code 4.61 s}. */
    static String time(long micros) {
        if (micros < 10_000) {
            return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
        }
        return micros < 1_000_000
                ? String.format(Locale.ROOT, "%.0f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }

    /** {@code 812 B}, {@code 5.1 kB}, {@code 1,930 MB}. */
    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6);
    }

    static String time(Duration time) {
        return time(time.toNanos() / 1_000);
    }

    /** @param share {@code 0.0234} is {@code 2.34 %} */
    static String percent(double share) {
        double percent = 100 * share;
        return percent == 0 || Math.abs(percent) >= 10
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, "%.2f %%", percent);
    }

    /** {@code 7.5/s}, {@code 810/s}. */
    static String rate(double perSecond) {
        return perSecond < 100
                ? String.format(Locale.ROOT, "%.1f/s", perSecond)
                : String.format(Locale.ROOT, "%.0f/s", perSecond);
    }
}
