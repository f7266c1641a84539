package io.waybill.notifier;

import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * What there is to say of an order that completed.
 *
 * @param shipment what the tracking agent left behind; empty after the order was started over
 */
record Confirmation(Order order, Map<String, String> shipment) {

    private static final int MOST_LINES = 20;

    String subject() {
        return "Your order " + order.reference() + " is on its way";
    }

    /** For the customer, as plain text. */
    String letter() {
        var text = new StringBuilder();
        text.append(order.customer().name() == null ? "Hello,\n\n" : "Hello " + order.customer().name() + ",\n\n");
        text.append("thank you for your order ").append(order.reference()).append(". It is paid and on its way.\n\n");
        appendLines(text, order.mergedLines());
        text.append("\nTotal: ").append(money(order.total())).append('\n');
        if (isTracked()) {
            text.append("\n%s carries it. Your tracking number is %s.\n".formatted(carrier(), trackingNumber()));
        }
        return text.toString();
    }

    private void appendLines(StringBuilder text, List<Line> lines) {
        for (Line line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
            text.append("  %d x %s: %s\n".formatted(line.quantity(), title(line), money(line.amount())));
        }
        int left = lines.size() - MOST_LINES;
        if (left > 0) {
            text.append("  and ").append(left).append(left == 1 ? " more line\n" : " more lines\n");
        }
    }

    private static String title(Line line) {
        return line.description() == null ? line.sku() : line.description() + " (" + line.sku() + ")";
    }

    /** For the staff, in one line, without anything personal. */
    String notice() {
        int lines = order.mergedLines().size();
        String notice = "Order %s of %s completed: %s, %s".formatted(order.reference(), order.merchant(),
                money(order.total()), lines == 1 ? "1 line" : lines + " lines");
        return isTracked() ? notice + ", " + trackingNumber() + " with " + carrier() : notice;
    }

    private boolean isTracked() {
        return shipment.containsKey("trackingNumber") && shipment.containsKey("carrier");
    }

    private String trackingNumber() {
        return shipment.getOrDefault("trackingNumber", "");
    }

    private String carrier() {
        return shipment.getOrDefault("carrier", "");
    }

    private String money(long minorUnits) {
        int digits = Currency.getInstance(order.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(minorUnits, digits).toPlainString() + " " + order.currency();
    }
}
