package io.waybill.gateway;

import io.waybill.contracts.Order;

/**
 * An order's claim on its key: the first to be written has the key for ever.
 *
 * @param fingerprint tells a repetition from another order under the same key
 */
record Claim(IdempotencyKey key, String fingerprint) {

    static Claim of(IdempotencyKey key, Order order) {
        return new Claim(key, Fingerprint.of(order));
    }
}
