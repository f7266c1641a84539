package io.waybill.simulators;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.springframework.stereotype.Component;

/**
 * How many requests each operation has had, how many of them at once, and how long they took here, since the start or the
 * last {@link #clear}.
 */
@Component
final class Load {

    private static final int DIGITS = 3;

    /**
     * As {@code GET /control/load} shows it.
     *
     * @param medianMs of those that have ended, from request to answer; 0 when none has
     */
    record View(String provider, String operation, long requests, int inFlight, int peak, double medianMs) {}

    private static final class Count {
        long requests;
        int inFlight;
        int peak;
        final Histogram micros = new Histogram(DIGITS);
    }

    private final Map<Operation, Count> counts = new EnumMap<>(Operation.class);
    private final InstantSource clock;

    Load(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns when that was, for {@link #ends}. */
    synchronized Instant begins(Operation operation) {
        var count = count(operation);
        count.requests++;
        count.inFlight++;
        count.peak = Math.max(count.peak, count.inFlight);
        return clock.instant();
    }

    /** Its answer was sent, or withheld for good. */
    synchronized void ends(Operation operation, Instant begun) {
        var count = count(operation);
        count.inFlight--;
        count.micros.recordValue(Math.max(0, Duration.between(begun, clock.instant()).toNanos() / 1_000));
    }

    /** Begins to count anew; what is under way stays under way. */
    synchronized void clear() {
        for (var count : counts.values()) {
            count.requests = 0;
            count.peak = count.inFlight;
            count.micros.reset();
        }
    }

    /** All operations, whether or not there were any requests. */
    synchronized List<View> view() {
        return Stream.of(Operation.values()).map(this::view).toList();
    }

    private Count count(Operation operation) {
        return counts.computeIfAbsent(operation, _ -> new Count());
    }

    private View view(Operation operation) {
        var count = count(operation);
        return new View(operation.provider().label(), operation.label(), count.requests, count.inFlight, count.peak,
                count.micros.getValueAtPercentile(50) / 1e3);
    }
}
