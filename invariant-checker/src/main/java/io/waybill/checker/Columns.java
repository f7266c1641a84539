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

    /**
     * Those that are about orders of Waybill's from the given one on: its ids are UUIDs, anything else is somebody else's.
     */
    static <R> List<R> ofOrders(Collection<R> rows, Function<R, @Nullable String> orderId, UUID since) {
        return rows.stream().filter(row -> isFrom(since, orderId.apply(row))).toList();
    }

    private static boolean isFrom(UUID since, @Nullable String text) {
        try {
            return text != null && text.length() == 36 && !OrderIds.isBefore(UUID.fromString(text), since);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
