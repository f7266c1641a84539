package io.waybill.gateway;

import java.util.UUID;

/** Where an order is to be found. */
record OrderLinks(String self, String events, String cancel) {

    static OrderLinks to(UUID order) {
        String self = "/orders/" + order;
        return new OrderLinks(self, self + "/events", self + "/cancel");
    }
}
