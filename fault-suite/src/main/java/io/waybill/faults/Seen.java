package io.waybill.faults;

import java.time.Duration;
import java.util.Locale;

/** What was seen of what a fault's own bound asks for. */
record Seen(boolean held, String text) {

    static Seen of(boolean held, String text) {
        return new Seen(held, text);
    }

    /** The same for a time that mustn't be longer than another. */
    static Seen atMost(Duration bound, Duration seen, String what) {
        return of(seen.compareTo(bound) <= 0, "%s %s".formatted(what, seconds(seen)));
    }

    Seen and(Seen other) {
        return new Seen(held && other.held, text + ", " + other.text);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
