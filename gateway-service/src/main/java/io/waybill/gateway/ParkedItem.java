package io.waybill.gateway;

import io.waybill.runtime.RawFields;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person.
 *
 * @param orderId null when no order of this ledger is concerned
 * @param agent null when it isn't an agent's entry
 * @param entry null for a step whose entry could be read
 */
record ParkedItem(UUID id, @Nullable UUID orderId, @Nullable String agent, String cause, @Nullable String detail,
        Instant since, @Nullable Entry entry) {

    private static final int MOST_FIELDS = 20;
    private static final int LONGEST_TEXT = 200;
    private static final String BASE64 = "base64:";

    /**
     * The entry as it stood in Redis.
     *
     * @param bytes its size, roughly
     * @param fields the first of them
     */
    record Entry(String stream, String id, long bytes, List<Field> fields) {}

    /** Both are text, or, when they can't be shown as such, Base64 behind {@code base64:}; long ones are cut off. */
    record Field(String name, String value) {}

    static List<Field> fields(byte[] beginning) {
        List<String> texts = RawFields.read(beginning).texts();
        var fields = new ArrayList<Field>();
        for (int i = 0; i < texts.size() && fields.size() < MOST_FIELDS; i += 2) {
            fields.add(new Field(shown(texts.get(i)), i + 1 < texts.size() ? shown(texts.get(i + 1)) : ""));
        }
        return fields;
    }

    private static String shown(String text) {
        byte[] bytes = text.substring(0, Math.min(text.length(), LONGEST_TEXT)).getBytes(StandardCharsets.ISO_8859_1);
        try {
            String readable = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (readable.chars().noneMatch(Character::isISOControl) && !readable.startsWith(BASE64)) {
                return readable;
            }
        } catch (CharacterCodingException _) {
            // shown as bytes
        }
        return BASE64 + Base64.getEncoder().encodeToString(bytes);
    }
}
