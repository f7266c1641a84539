package io.waybill.fleet;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import java.util.List;

/** The body of {@code POST /orders}. */
record NewOrder(String reference, String currency, Customer customer, Address shipTo, List<Line> lines,
        String paymentMethod) {

    String json() {
        return Http.JSON.writeValueAsString(this);
    }
}
