package io.waybill.runtime;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets aside what nobody can make sense of, so that the line behind it goes on. */
record Parking(Redis redis, Telemetry telemetry) {

    private static final int LONGEST_DETAIL = 500;

    /** Why an entry is parked. Operators group by the code, so it never changes. */
    enum Cause {
        /** The entry isn't one. */
        UNDECODABLE_ENTRY,
        /** The order's state holds no order. */
        UNREADABLE_STATE,
        /** The order's state names a version of the pipeline that isn't there. */
        UNKNOWN_PIPELINE_VERSION,
        /** What stands among the events isn't one. */
        UNDECODABLE_EVENT,
        /** The event is about an order that isn't there, or says what can't be. */
        IMPOSSIBLE_EVENT;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Moves the entry from its stream to the parked, and acknowledges it, at once or not at all. May be called twice.
     *
     * @param order the one that the entry names; null when it names none
     * @throws io.lettuce.core.RedisException when Redis can't be asked; it may or may not have been parked
     */
    void park(Group group, String entryId, @Nullable UUID order, Cause cause, String detail) {
        Keys keys = group.keys();
        String[] touched = order == null
                ? new String[]{group.stream(), keys.parked(), keys.events()}
                : new String[]{group.stream(), keys.parked(), keys.events(), keys.order(order)};
        long parked = Script.PARK.call(redis, touched, group.name(), entryId, cause.code(),
                detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail,
                order == null ? "" : order.toString());
        if (parked == 1) {
            telemetry.parkedEntry(group.name());
        }
    }
}
