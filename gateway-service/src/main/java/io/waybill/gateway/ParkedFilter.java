package io.waybill.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Some of what is parked.
 *
 * @param cause null for whatever the cause is
 * @param agent null for whosever it is
 */
record ParkedFilter(@Nullable String cause, @Nullable String agent) {

    ParkedFilter {
        cause = Column.textOrNull(cause);
        agent = Column.textOrNull(agent);
    }

    /** Whether it leaves anything out. */
    boolean isNarrow() {
        return cause != null || agent != null;
    }
}
