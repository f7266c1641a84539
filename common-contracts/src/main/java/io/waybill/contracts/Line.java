package io.waybill.contracts;

import org.jspecify.annotations.Nullable;

/**
 * One line of an order.
 *
 * @param quantity pieces, at least 1 once the validator has agreed
 * @param unitPrice price of one piece in the currency's minor unit
 */
public record Line(String sku, @Nullable String description, long quantity, long unitPrice) {

    /** @throws ArithmeticException when the amount doesn't fit in a {@code long} */
    public long amount() {
        return Math.multiplyExact(quantity, unitPrice);
    }
}
