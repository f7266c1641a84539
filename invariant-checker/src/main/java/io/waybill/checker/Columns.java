package io.waybill.checker;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows from elsewhere, column by column, as the parameters of a statement: arrays of text, which it casts. */
final class Columns {

    private final Map<String, @Nullable Object> parameters = new HashMap<>();

    <R> Columns add(String name, Collection<R> rows, Function<R, @Nullable Object> column) {
        parameters.put(name, rows.stream().map(column).map(value -> value == null ? null : value.toString())
                .toArray(String[]::new));
        return this;
    }

    Map<String, @Nullable Object> parameters() {
        return parameters;
    }

    /** Those that can be about an order of Waybill's: its ids are UUIDs, anything else is somebody else's. */
    static <R> List<R> ofOrders(Collection<R> rows, Function<R, @Nullable String> orderId) {
        return rows.stream().filter(row -> isOrderId(orderId.apply(row))).toList();
    }

    private static boolean isOrderId(@Nullable String text) {
        try {
            return text != null && text.length() == 36 && !UUID.fromString(text).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
