package io.waybill.bench;

import io.waybill.contracts.Reason;

/** The old chain's no for a business reason: what the transaction holds is rolled back. */
final class BaselineRefusal extends Exception {

    private final Reason reason;

    BaselineRefusal(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
