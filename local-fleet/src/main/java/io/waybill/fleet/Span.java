package io.waybill.fleet;

import java.time.Duration;
import java.util.Locale;

/** How long something takes, as people say it: two digits and a unit, {@code 1.2 s}, {@code 3 min}. */
record Span(Duration duration) {

    static Span ofMillis(long millis) {
        return new Span(Duration.ofMillis(millis));
    }

    @Override
    public String toString() {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return duration.toMinutes() + " min";
        }
        return duration.compareTo(Duration.ofDays(2)) < 0 ? duration.toHours() + " h" : duration.toDays() + " d";
    }
}
