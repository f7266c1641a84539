package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import java.util.UUID;

/** The answer to an order that has been accepted: for an id always the same bytes, which is what a repeated request gets. */
record Acceptance(UUID id, String status, OrderLinks links) {

    static Acceptance of(UUID order) {
        return new Acceptance(order, OrderStatus.ACCEPTED.code(), OrderLinks.to(order));
    }
}
