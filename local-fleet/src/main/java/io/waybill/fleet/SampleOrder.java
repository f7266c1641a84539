package io.waybill.fleet;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import java.util.List;

/** An order to try the fleet with; all but the first is refused by one agent or another. */
enum SampleOrder {

    GOOD("ada@example.com", "WIDGET-1", "pm_card_visa"),
    DECLINED("ada@example.com", "WIDGET-1", "pm_card_chargeDeclinedInsufficientFunds"),
    FRAUD("fraud.ada@example.com", "WIDGET-1", "pm_card_visa"),
    OUT_OF_STOCK("ada@example.com", SampleOrder.SOLD_OUT, "pm_card_visa");

    static final String SOLD_OUT = "SOLD-OUT";

    private final String email;
    private final String sku;
    private final String paymentMethod;

    SampleOrder(String email, String sku, String paymentMethod) {
        this.email = email;
        this.sku = sku;
        this.paymentMethod = paymentMethod;
    }

    NewOrder order() {
        return new NewOrder("PO-1042", "USD", new Customer("C-17", "Ada Lovelace", email),
                new Address("Ada Lovelace", "12 St James's Square", "London", "SW1Y 4JH", "GB"),
                List.of(new Line(sku, "Widget", 2, 1275)), paymentMethod);
    }
}
