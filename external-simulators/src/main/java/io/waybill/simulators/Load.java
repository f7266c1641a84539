package io.waybill.simulators;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How many requests each operation has had, and how many of them at once, since the start or the last {@link #clear}. */
@Component
final class Load {

    /** As {@code GET /control/load} shows it. */
    record View(String provider, String operation, long requests, int inFlight, int peak) {}

    private static final class Count {
        long requests;
        int inFlight;
        int peak;
    }

    private final Map<Operation, Count> counts = new EnumMap<>(Operation.class);

    synchronized void begins(Operation operation) {
        var count = count(operation);
        count.requests++;
        count.inFlight++;
        count.peak = Math.max(count.peak, count.inFlight);
    }

    /** Its answer was sent, or withheld for good. */
    synchronized void ends(Operation operation) {
        count(operation).inFlight--;
    }

    /** Begins to count anew; what is under way stays under way. */
    synchronized void clear() {
        for (var count : counts.values()) {
            count.requests = 0;
            count.peak = count.inFlight;
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
        return new View(operation.provider().label(), operation.label(), count.requests, count.inFlight, count.peak);
    }
}
