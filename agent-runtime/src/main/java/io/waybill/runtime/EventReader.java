package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import io.waybill.contracts.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one partition's events to the sink, in batches, and acknowledges them when they are kept, or else parked. */
final class EventReader extends BatchReader {

    private static final int BATCH = 500;
    /** What happens meanwhile is written together: under load most of what orders do shares few transactions. */
    private static final Duration REST = Duration.ofMillis(10);
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    private final EventSink sink;
    private final Keeping keeping;
    private final Parking parking;

    EventReader(Group group, GroupReader reader, EventSink sink, Keeping keeping, Parking parking) {
        super(group, reader, BATCH);
        this.sink = sink;
        this.keeping = keeping;
        this.parking = parking;
    }

    @Override
    void take(List<StreamMessage<String, String>> messages) throws InterruptedException {
        var events = new LinkedHashMap<String, OrderEvent>();
        for (var message : messages) {
            try {
                events.put(message.getId(), event(Entry.requireSize(message)));
            } catch (RuntimeException e) {
                park(message.getId(), Parking.Cause.UNDECODABLE_EVENT, String.valueOf(e.getMessage()));
            }
        }
        if (!events.isEmpty()) {
            var impossible = new HashMap<OrderEvent, String>();
            keeping.untilItWorks(() -> impossible.putAll(sink.write(List.copyOf(events.values()))));
            for (var each : events.entrySet()) {
                @Nullable
                String why = impossible.get(each.getValue());
                if (why != null) {
                    park(each.getKey(), Parking.Cause.IMPOSSIBLE_EVENT, why);
                }
            }
            keeping.acknowledge(List.copyOf(events.keySet()));
        }
    }

    @Override
    void rest() throws InterruptedException {
        keeping.waiter().sleep(REST);
    }

    private void park(String entryId, Parking.Cause cause, String detail) throws InterruptedException {
        LOG.error("event {} is parked, {}: {}", entryId, cause.code(), detail);
        keeping.untilItWorks(() -> parking.park(group(), entryId, null, cause, detail));
    }

    private static OrderEvent event(Map<String, String> fields) {
        return new OrderEvent(UUID.fromString(text(fields, "order")), Long.parseLong(text(fields, "life")),
                Long.parseLong(text(fields, "number")),
                OrderEvent.Kind.valueOf(text(fields, "kind").toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(Long.parseLong(text(fields, "at"))), optional(fields, "agent"),
                optional(fields, "status"), optional(fields, "reason"), optional(fields, "detail"),
                optional(fields, "result"), Integer.parseInt(fields.getOrDefault("attempts", "0")),
                optional(fields, "instance"), instant(fields, "started"), instant(fields, "ended"));
    }

    private static String text(Map<String, String> fields, String name) {
        @Nullable
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the event has no " + name);
        }
        return value;
    }

    private static @Nullable String optional(Map<String, String> fields, String name) {
        return Entry.emptyToNull(fields.get(name));
    }

    private static @Nullable Instant instant(Map<String, String> fields, String name) {
        @Nullable
        String value = optional(fields, name);
        return value == null ? null : Instant.ofEpochMilli(Long.parseLong(value));
    }
}
