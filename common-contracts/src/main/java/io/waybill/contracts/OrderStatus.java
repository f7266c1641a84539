package io.waybill.contracts;

import java.util.Locale;

/** Where an order stands, as users see it. */
public enum OrderStatus {

    ACCEPTED, PROCESSING, COMPENSATING, COMPLETED, REJECTED, FAILED, CANCELLED, NEEDS_ATTENTION;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the outcome stands. */
    public boolean ended() {
        return this == COMPLETED || this == REJECTED || this == FAILED || this == CANCELLED;
    }
}
