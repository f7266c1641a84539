package io.waybill.runtime;

import io.waybill.contracts.Plan;
import java.time.Instant;
import java.util.UUID;

/**
 * An order as it enters Redis.
 *
 * @param number counts how often the order has been started over; from 1
 * @param payload the order as JSON, which agents get with each delivery
 */
public record Life(UUID orderId, int partition, long number, Plan plan, String payload, Instant deadline,
        String traceParent, Start start) {

    /** Where a life begins. */
    public enum Start {
        /** With the first agents. */
        FIRST,
        /** The decision says abort: with asking for it, then the undos. */
        ROLLBACK,
        /** The order has ended completed: with the trailing agents. */
        TRAILING
    }
}
