package io.waybill.system;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The outside world's own word on what has happened. */
record Simulators(Http http) {

    void profile(String name) {
        http.put("/control/profile", "{\"name\": \"%s\"}".formatted(name));
    }

    void fault(String json) {
        http.post("/control/faults", json);
    }

    void heal() {
        http.delete("/control/faults");
    }

    /** Takes money for an order behind Waybill's back. */
    void charge(String orderId, long amount) {
        String form = "amount=%d&currency=usd&confirm=true&payment_method=pm_card_visa&metadata[order_id]=%s"
                .formatted(amount, orderId);
        new Http(http.port(), "sk_test_somebody").post("/stripe/v1/payment_intents", form);
    }

    Stream<JsonNode> entries(String list) {
        return StreamSupport.stream(http.get("/control/ledger").get(list).spliterator(), false);
    }

    /** The states of the order's charges, authorizations or refunds. */
    List<String> states(String list, String orderId) {
        return entries(list).filter(entry -> entry.get("orderId").asString().equals(orderId))
                .map(entry -> entry.get("state").asString()).toList();
    }

    long count(String list, String orderId) {
        return entries(list).filter(entry -> entry.get("orderId").asString().equals(orderId)).count();
    }
}
