package io.waybill.faults;

import java.util.Optional;

/**
 * An order that a client is about to send.
 *
 * @param reference what the client calls it, and nothing else
 * @param key the Idempotency-Key to send it under
 * @param again whether the client will send it a second time although the first was answered
 */
record Wish(Kind kind, String reference, Optional<String> key, boolean again, String body) {

    /** An order of one line that is sent once, without a key. */
    static Wish of(Kind kind, String reference, String sku) {
        return new Wish(kind, reference, Optional.empty(), false,
                OrderText.json(kind, reference, OrderText.line(sku, 1)));
    }
}
