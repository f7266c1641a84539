package io.waybill.fleet;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file's sales as orders: in pence, with made-up names and addresses, since the file has only numbers. */
final class ReplayOrders {

    private static final String GUEST = "guest";

    private ReplayOrders() {}

    static NewOrder order(Invoice.Sale sale) {
        Invoice.Row first = sale.lines().getFirst();
        String customer = first.customer().isBlank() ? GUEST : first.customer();
        String name = customer.equals(GUEST) ? "Guest" : "Customer " + customer;
        return new NewOrder(sale.number(), "GBP", new Customer(customer, name, "customer-" + customer + "@example.com"),
                new Address(name, "1 High Street", "Anytown", "AB1 2CD", Countries.code(first.country())),
                sale.lines().stream().map(ReplayOrders::line).toList(), "pm_card_visa");
    }

    private static Line line(Invoice.Row row) {
        return new Line(row.sku(), row.description().isBlank() ? null : row.description(), row.quantity(),
                row.price().movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    /** How much of each SKU all of them need. */
    static Map<String, Long> quantities(List<Invoice.Sale> sales) {
        var bySku = new TreeMap<String, Long>();
        sales.forEach(sale -> sale.lines().forEach(row -> bySku.merge(row.sku(), row.quantity(), Long::sum)));
        return bySku;
    }
}
