package io.waybill.simulators;

import java.time.Instant;

/**
 * One attempt to take the intent's amount from a card, https://docs.stripe.com/api/charges/object.
 *
 * @param captured minor units, 0 until captured
 * @param refunded minor units, never more than captured
 * @param at when the attempt was made
 */
record Charge(String id, Status status, long captured, long refunded, Instant at) {

    enum Status { FAILED, HELD, RELEASED, CAPTURED }

    static Charge attempt(String id, Status status, Instant at) {
        return new Charge(id, status, 0, 0, at);
    }

    Charge captured(long amount) {
        return new Charge(id, Status.CAPTURED, amount, 0, at);
    }

    Charge released() {
        return new Charge(id, Status.RELEASED, 0, 0, at);
    }

    Charge refunded(long more) {
        return new Charge(id, status, captured, refunded + more, at);
    }

    long refundable() {
        return captured - refunded;
    }
}
