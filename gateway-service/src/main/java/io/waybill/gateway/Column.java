package io.waybill.gateway;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One column of many rows, as the array that {@code unnest} takes apart; the statement casts it to its type. */
final class Column {

    private Column() {}

    static <T> @Nullable String[] of(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream().map(row -> textOrNull(value.apply(row))).toArray(String[]::new);
    }

    static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : text(value.toString());
    }

    /** PostgreSQL's text holds every character but U+0000. */
    static String text(String any) {
        return any.replace("\0", "");
    }
}
