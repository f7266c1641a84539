package io.waybill.gateway;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preference {@code wait} of RFC 7240: how long a client would wait for the order's end. */
final class Prefer {

    static final String HEADER = "Prefer";
    static final String APPLIED = "Preference-Applied";

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Pattern WAIT = Pattern.compile("\\s*wait\\s*=\\s*\"?(\\d+)\"?\\s*(?:;.*)?",
            Pattern.CASE_INSENSITIVE);

    private Prefer() {}

    /** Zero when there's no such preference, or none that makes sense: a preference is never a reason to refuse. */
    static Duration toWait(List<String> headers) {
        return headers.stream().flatMap(header -> Pattern.compile(",").splitAsStream(header)).map(WAIT::matcher)
                .filter(Matcher::matches).findFirst().map(wait -> seconds(wait.group(1))).orElse(Duration.ZERO);
    }

    private static Duration seconds(String digits) {
        long seconds = digits.length() > 4 ? LONGEST.toSeconds() : Long.parseLong(digits);
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }
}
