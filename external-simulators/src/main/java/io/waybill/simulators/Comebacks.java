package io.waybill.simulators;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * Who was told when to come back ({@code Retry-After}, RFC 9110, 10.2.3), and who came sooner. A request is known again by its
 * path and body: its idempotency key may be another.
 */
@Component
final class Comebacks {

    private final Map<UUID, Instant> due = new ConcurrentHashMap<>();
    private final LongAdder early = new LongAdder();
    private final InstantSource clock;

    Comebacks(InstantSource clock) {
        this.clock = clock;
    }

    void told(Call call, int seconds) {
        due.put(request(call), clock.instant().plusSeconds(seconds));
    }

    void arrived(Call call) {
        if (due.isEmpty()) {
            return;
        }
        var told = due.remove(request(call));
        if (told != null && clock.instant().isBefore(told)) {
            early.increment();
        }
    }

    long early() {
        return early.sum();
    }

    void clear() {
        due.clear();
        early.reset();
    }

    private static UUID request(Call call) {
        return UUID.nameUUIDFromBytes((call.path() + "\n" + call.body()).getBytes(StandardCharsets.UTF_8));
    }
}
