package io.waybill.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a merchant asked for; immutable once accepted. Its shape is sound (nothing is missing, text is within bounds), but
 * only the validator says whether it makes sense.
 *
 * @param id UUIDv7, given by the gateway
 * @param reference the merchant's own name for the order; not unique
 * @param currency ISO 4217 code; all amounts are integers in its minor unit
 * @param paymentMethod id of the payment method at the payment provider; never card data
 */
public record Order(UUID id, String merchant, String reference, String currency, Customer customer, Address shipTo,
        List<Line> lines, String paymentMethod) {

    public Order {
        lines = List.copyOf(lines);
    }

    /**
     * The sum of all lines in minor units.
     *
     * @throws ArithmeticException when it doesn't fit in a {@code long}
     */
    public long total() {
        return lines.stream().mapToLong(Line::amount).reduce(0, Math::addExact);
    }

    /** The lines, those of equal SKU and price merged into the first of them. */
    public List<Line> mergedLines() {
        record SkuAndPrice(String sku, long unitPrice) {}
        var merged = new LinkedHashMap<SkuAndPrice, Line>();
        for (Line line : lines) {
            merged.merge(new SkuAndPrice(line.sku(), line.unitPrice()), line, (first, next) -> new Line(first.sku(),
                    first.description(), Math.addExact(first.quantity(), next.quantity()), first.unitPrice()));
        }
        return List.copyOf(merged.values());
    }

    /** How much of each SKU the order needs, whatever its prices; sorted by SKU, the order in which stock is locked. */
    public SortedMap<String, Long> quantities() {
        var bySku = new TreeMap<String, Long>();
        lines.forEach(line -> bySku.merge(line.sku(), line.quantity(), Math::addExact));
        return bySku;
    }
}
