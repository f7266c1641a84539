package io.waybill.notifier;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a provider wants to be asked again (RFC 9110 §10.2.3), in seconds; neither of ours sends dates. */
final class RetryAfter {

    private RetryAfter() {}

    static Optional<Duration> parse(@Nullable String header) {
        return Optional.ofNullable(header).filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
