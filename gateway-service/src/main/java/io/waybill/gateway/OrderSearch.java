package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a merchant's orders are wanted.
 *
 * @param before only orders older than this one
 */
record OrderSearch(@Nullable OrderStatus status, @Nullable String reference, UUID before, int limit) {

    /** Sorts behind every order. */
    static final UUID NEWEST = new UUID(-1, -1);
}
