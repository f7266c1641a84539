package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in an agent's stream: which order, in which life. Everything else is in the order's state. */
record Entry(String id, UUID orderId, long life, Delivery.@Nullable Why why) {

    /** Far more than the scripts ever write: whatever is larger isn't theirs. */
    private static final int LARGEST = 1 << 18;

    /** @throws IllegalArgumentException when it isn't one */
    static Entry of(StreamMessage<String, String> message) {
        Map<String, String> fields = requireSize(message);
        if (fields.get("order") == null || fields.get("life") == null) {
            throw new IllegalArgumentException("the entry has no order or no life");
        }
        UUID order = orderOf(message)
                .orElseThrow(() -> new IllegalArgumentException("the entry's order isn't a UUID"));
        String reason = fields.get("reason");
        return new Entry(message.getId(), order, Long.parseLong(fields.get("life")),
                reason == null ? null : new Delivery.Why(reason, emptyToNull(fields.get("detail"))));
    }

    /** When it was added, by the clock of Redis: the first half of its id. */
    Instant added() {
        return Instant.ofEpochMilli(Long.parseLong(id, 0, id.indexOf('-'), 10));
    }

    /** The message's fields: none when it has been deleted meanwhile. */
    static Map<String, String> requireSize(StreamMessage<String, String> message) {
        Map<String, String> fields = message.getBody() == null ? Map.of() : message.getBody();
        long size = fields.entrySet().stream().mapToLong(each -> each.getKey().length() + each.getValue().length())
                .sum();
        if (size > LARGEST) {
            throw new IllegalArgumentException("it has " + size + " characters: nothing of ours is that large");
        }
        return fields;
    }

    /** The order that a message names, whatever else is wrong with it. */
    static Optional<UUID> orderOf(StreamMessage<String, String> message) {
        return Optional.ofNullable(message.getBody()).map(fields -> fields.get("order")).flatMap(Entry::orderId);
    }

    /** Only the canonical form (RFC 9562) names an order; {@link UUID#fromString} takes more than that. */
    static Optional<UUID> orderId(String text) {
        try {
            UUID id = UUID.fromString(text);
            return Optional.of(id).filter(_ -> id.toString().equals(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
