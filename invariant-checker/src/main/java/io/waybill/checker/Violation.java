package io.waybill.checker;

import org.jspecify.annotations.Nullable;

/**
 * One place where an invariant doesn't hold.
 *
 * @param orderId whose; null when it isn't an order's
 * @param what a sentence that goes on from "order …" when there is one: "was charged 2 times: pi_1, pi_2"
 */
public record Violation(@Nullable String orderId, String what) {

    @Override
    public String toString() {
        return orderId == null ? what : orderId + " " + what;
    }
}
