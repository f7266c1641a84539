package io.waybill.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some orders of many.
 *
 * @param cursor what to ask for the next ones with; null when there are none
 */
record OrderPage(List<OrderSummary> orders, @Nullable String cursor) {

    /** @param found one more than the limit when there are more */
    static OrderPage of(List<OrderSummary> found, int limit) {
        if (found.size() <= limit) {
            return new OrderPage(found, null);
        }
        List<OrderSummary> orders = List.copyOf(found.subList(0, limit));
        return new OrderPage(orders, Cursor.behind(orders.getLast().id()));
    }
}
