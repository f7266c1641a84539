package io.waybill.notifier;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders to tell of. */
final class Orders {

    static final Map<String, String> SHIPMENT = Map.of("trackingNumber", "CA473124829GB", "carrier", "Royal Mail");

    private Orders() {}

    static Order order() {
        return order(UUID.randomUUID(), "PO-1042", "Ada Lovelace", "GBP",
                List.of(new Line("85123A", "White hanging heart", 6, 255), new Line("71053", null, 1, 339)));
    }

    static Order order(UUID id, String reference, @Nullable String name, String currency, List<Line> lines) {
        return new Order(id, "demo", reference, currency, new Customer("C-17", name, "ada@example.com"),
                new Address(null, null, null, null, "GB"), lines, "pm_card_visa");
    }
}
