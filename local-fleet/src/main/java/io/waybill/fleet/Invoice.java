package io.waybill.fleet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One invoice of the file: goods that were sold, or a reason why there is nothing to replay. */
sealed interface Invoice {

    String number();

    /** A row as it stands in the file; the price in pounds. */
    record Row(String sku, String description, long quantity, BigDecimal price, String customer, String country) {

        private static final Pattern GOODS = Pattern.compile("\\d{5}[A-Za-z]{0,2}|DCGS\\d{4}[A-Za-z]?");

        /** Why this isn't a line of sold goods; nothing if it is. */
        Optional<String> objection() {
            if (!GOODS.matcher(sku).matches()) {
                return Optional.of("not a product");
            }
            if (quantity <= 0) {
                return Optional.of("quantity not above 0");
            }
            return price.signum() <= 0 ? Optional.of("price not above 0") : Optional.empty();
        }
    }

    /** An order: at least one line of goods. What else stood on the invoice is dropped. */
    record Sale(String number, List<Row> lines, List<Row> dropped) implements Invoice {}

    /** Nothing to replay. */
    record Skipped(String number, String reason) implements Invoice {}

    static Invoice of(String number, List<Row> rows) {
        if (number.startsWith("C")) {
            return new Skipped(number, "a cancellation");
        }
        Map<Boolean, List<Row>> goods = rows.stream()
                .collect(Collectors.partitioningBy(row -> row.objection().isEmpty()));
        List<Row> lines = goods.getOrDefault(true, List.of());
        List<Row> others = goods.getOrDefault(false, List.of());
        return lines.isEmpty()
                ? new Skipped(number, "no line of sold goods: " + reasons(others))
                : new Sale(number, lines, others);
    }

    private static String reasons(List<Row> rows) {
        return rows.stream().flatMap(row -> row.objection().stream()).distinct().collect(Collectors.joining(", "));
    }
}
