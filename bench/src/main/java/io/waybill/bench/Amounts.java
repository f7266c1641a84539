package io.waybill.bench;

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
}
