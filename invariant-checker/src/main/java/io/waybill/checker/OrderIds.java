package io.waybill.checker;

import java.time.Instant;
import java.util.UUID;

/**
 * Orders' ids are UUIDv7 (<a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562</a>): the first 48 bits are
 * milliseconds, so a moment is a place among them and every table that has them as its key can be read from there on.
 */
final class OrderIds {

    static final UUID FIRST = new UUID(0, 0);
    static final UUID LAST = new UUID(-1, -1);

    private OrderIds() {}

    /** Sorts before all ids made from then on. */
    static UUID from(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << 16, 0);
    }

    /** As PostgreSQL compares them, and time does: without a sign. */
    static UUID later(UUID one, UUID other) {
        return isBefore(one, other) ? other : one;
    }

    static boolean isBefore(UUID one, UUID other) {
        int first = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return first != 0
                ? first < 0
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits()) < 0;
    }

    static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
