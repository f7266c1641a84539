package io.waybill.checker;

import java.util.List;
import java.util.OptionalLong;

/** What a client wrote down, and what it alone can show: that there was something to check. */
record ClientLog(List<Request> requests) {

    private static final double ENOUGH = 0.8;

    boolean isEmpty() {
        return requests.isEmpty();
    }

    /** @param fired how often the fault did; empty when there was none to fire */
    Violations emptiness(OptionalLong fired) {
        var violations = new Violations();
        long accepted = requests.stream().filter(Request::isAccepted).count();
        if (accepted < ENOUGH * requests.size()) {
            violations.add(new Violation(null,
                    "%d of %d requests were accepted".formatted(accepted, requests.size())));
        }
        if (fired.isPresent() && fired.getAsLong() < 1) {
            violations.add(new Violation(null, "the fault never fired"));
        }
        return violations;
    }

    Columns columns() {
        List<Request> answered = Columns.ofOrders(requests, Request::orderId, OrderIds.FIRST);
        return new Columns()
                .add("answered_orders", answered, Request::orderId)
                .add("answered_merchants", answered, Request::merchant)
                .add("answered_keys", answered, Request::key)
                .add("answered_statuses", answered, Request::status)
                .add("answered_bodies", answered, Request::bodySha256);
    }
}
