package io.waybill.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry's fields as they came, byte for byte.
 *
 * @param texts names and values by turns; each character stands for one byte (ISO 8859-1)
 */
public record RawFields(List<String> texts) {

    public RawFields {
        texts = List.copyOf(texts);
    }

    /**
     * Reads what {@link #bytes} wrote, and park.lua writes: each text as {@code <length>:<bytes>,}. A beginning of it gives
     * the texts that are whole, and as much as there is of the next one.
     *
     * @throws IllegalArgumentException when it isn't such
     */
    public static RawFields read(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        var texts = new ArrayList<String>();
        int at = 0;
        while (at < all.length()) {
            int colon = all.indexOf(':', at);
            if (colon < 0) {
                break;
            }
            int length = Integer.parseInt(all, at, colon, 10);
            if (length < 0) {
                throw new IllegalArgumentException("no text is " + length + " bytes long");
            }
            int end = (int) Math.min((long) colon + 1 + length, all.length());
            texts.add(all.substring(colon + 1, end));
            at = end + 1;
        }
        return new RawFields(texts);
    }

    public byte[] bytes() {
        var all = new StringBuilder();
        texts.forEach(text -> all.append(text.length()).append(':').append(text).append(','));
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
