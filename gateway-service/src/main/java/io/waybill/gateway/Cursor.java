package io.waybill.gateway;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A place in a list: the last order before it, in a form that nobody is tempted to make up. */
final class Cursor {

    private static final int BYTES = 16;

    private Cursor() {}

    static String behind(UUID order) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(order.getMostSignificantBits())
                .putLong(order.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static Optional<UUID> read(String cursor) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            return bytes.remaining() == BYTES
                    ? Optional.of(new UUID(bytes.getLong(), bytes.getLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
