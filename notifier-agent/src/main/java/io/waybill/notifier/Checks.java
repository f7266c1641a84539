package io.waybill.notifier;

import java.net.URI;
import java.time.Duration;

/** What settings must be; each refusal names the key and the cure. */
final class Checks {

    private Checks() {}

    static void address(String key, String variable, URI value) {
        if (value.getHost() == null || !("http".equals(value.getScheme()) || "https".equals(value.getScheme()))) {
            throw new IllegalArgumentException("%s: '%s' is no http(s) address; set %s to one".formatted(key, value,
                    variable));
        }
    }

    static void text(String key, String variable, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("%s is empty; set %s".formatted(key, variable));
        }
    }

    static void duration(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("%s must be a duration above 0 such as 1s".formatted(key));
        }
    }
}
