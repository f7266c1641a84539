package io.waybill.runtime;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a provider wants to be asked again (RFC 9110 §10.2.3): after some seconds, or at a date. */
public final class RetryAfter {

    private static final String SECONDS = "\\d{1,6}";

    private RetryAfter() {}

    /**
     * A date counts from the answer's own, so that no clock of ours matters.
     *
     * @param header the answer's {@code Retry-After}; null when it has none
     * @param date the answer's {@code Date}; null when it has none
     * @return empty when it says nothing that can be understood
     */
    public static Optional<Duration> parse(@Nullable String header, @Nullable String date) {
        if (header == null || header.matches(SECONDS)) {
            return Optional.ofNullable(header).map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        }
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(at(date), at(header)))
                            .filter(delay -> !delay.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime at(String date) {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
