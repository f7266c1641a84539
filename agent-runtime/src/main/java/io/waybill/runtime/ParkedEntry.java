package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry that nobody could make sense of.
 *
 * @param id what the parked entry has been called since; never given again
 * @param stream where it stood, as {@code entryId}
 * @param agent whose stream that is; null for the events
 * @param orderId the order that it names; null when it names none
 * @param step whose step is parked with it; null when no order waits for just this entry, or it's no agent's
 * @param cause a short text that stays the same, to group by
 * @param since when it was parked, by the clock of Redis
 */
public record ParkedEntry(String id, String stream, String entryId, @Nullable String agent, @Nullable UUID orderId,
        @Nullable Step step, String cause, String detail, RawFields fields, Instant since) {

    private static final String AGENTS = ":stream:";

    /** The order's life, and the number of the event that says that it's parked. */
    public record Step(long life, long number) {}

    /** Never fails: what isn't a parked entry itself is kept as one that nobody can make sense of. */
    static ParkedEntry of(String parkedStream, StreamMessage<String, String> message) {
        Map<String, String> body = message.getBody() == null ? Map.of() : message.getBody();
        try {
            String stream = text(body, "stream");
            RawFields fields = RawFields.read(text(body, "fields").getBytes(StandardCharsets.ISO_8859_1));
            @Nullable
            String agent = agent(stream);
            return new ParkedEntry(message.getId(), stream, text(body, "entry"), agent, order(fields),
                    agent == null ? null : step(body), text(body, "cause"), decoded(text(body, "detail")),
                    fields, since(message.getId()));
        } catch (IllegalArgumentException e) {
            var texts = new ArrayList<String>();
            body.forEach((name, value) -> texts.addAll(List.of(name, value)));
            return new ParkedEntry(message.getId(), parkedStream, message.getId(), null, null, null,
                    Parking.Cause.UNDECODABLE_ENTRY.code(), e.toString(), new RawFields(texts),
                    since(message.getId()));
        }
    }

    private static String text(Map<String, String> fields, String name) {
        @Nullable
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("what is parked has no " + name);
        }
        return value;
    }

    private static @Nullable Step step(Map<String, String> body) {
        return text(body, "life").isEmpty()
                ? null
                : new Step(Long.parseLong(text(body, "life")), Long.parseLong(text(body, "number")));
    }

    private static String decoded(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static @Nullable String agent(String stream) {
        int at = stream.indexOf(AGENTS);
        return at < 0 ? null : stream.substring(at + AGENTS.length());
    }

    private static @Nullable UUID order(RawFields fields) {
        for (int i = 0; i + 1 < fields.texts().size(); i += 2) {
            if (fields.texts().get(i).equals("order")) {
                return Optional.of(fields.texts().get(i + 1)).flatMap(Entry::orderId).orElse(null);
            }
        }
        return null;
    }

    /** The first half of an id in a stream is the time at which it was given. */
    private static Instant since(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id, 0, id.indexOf('-'), 10));
    }
}
