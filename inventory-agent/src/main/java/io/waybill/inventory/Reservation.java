package io.waybill.inventory;

import org.jspecify.annotations.Nullable;

/** @param shortSku what there is too little of; only when the status is {@link Status#SHORT} */
record Reservation(Status status, @Nullable String shortSku) {

    /** What {@code inventory.reserve} answers. */
    enum Status {
        /** Reserved by this call. */
        RESERVED,
        /** Reserved by an earlier delivery. */
        HELD,
        /** Nothing is reserved: at least one SKU falls short. */
        SHORT,
        /** The order was undone, maybe before it ever reserved, and never gets anything again. */
        RELEASED
    }
}
