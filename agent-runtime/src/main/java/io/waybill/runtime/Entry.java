package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in an agent's stream: which order, in which life. Everything else is in the order's state. */
record Entry(String id, UUID orderId, long life, Delivery.@Nullable Why why) {

    /** @throws IllegalArgumentException when it isn't one */
    static Entry of(StreamMessage<String, String> message) {
        Map<String, String> fields = message.getBody();
        if (fields == null || fields.get("order") == null || fields.get("life") == null) {
            throw new IllegalArgumentException("the entry has no order or no life");
        }
        String reason = fields.get("reason");
        return new Entry(message.getId(), UUID.fromString(fields.get("order")), Long.parseLong(fields.get("life")),
                reason == null ? null : new Delivery.Why(reason, emptyToNull(fields.get("detail"))));
    }

    static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
