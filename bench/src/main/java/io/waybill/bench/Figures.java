package io.waybill.bench;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Figures {

    private Figures() {}

    /** @param micros 6.31 s, 42 ms, 3.1 ms */
    static String time(long micros) {
        if (micros >= 1_000_000) {
            return String.format(Locale.ROOT, "%.2f s", micros / 1e6);
        }
        return micros >= 10_000
                ? String.format(Locale.ROOT, "%.0f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
    }

    static String time(Duration time) {
        return time(time.toNanos() / 1_000);
    }

    /** @param share 0.0234 is 2.34 % */
    static String percent(double share) {
        double percent = 100 * share;
        return percent == 0 || Math.abs(percent) >= 10
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, "%.2f %%", percent);
    }

    static String rate(double perSecond) {
        return perSecond < 100
                ? String.format(Locale.ROOT, "%.1f/s", perSecond)
                : String.format(Locale.ROOT, "%.0f/s", perSecond);
    }

    static String memory(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
