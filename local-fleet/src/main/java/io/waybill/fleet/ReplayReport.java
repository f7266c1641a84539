package io.waybill.fleet;

import io.waybill.fleet.Replay.Ended;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a replay says: first what isn't replayed and why, then how far it is, last the one line of figures. */
final class ReplayReport {

    private static final int WIDTH = 100;

    private final PrintWriter out;
    private final List<Invoice> invoices;
    private final List<Invoice.Sale> sales;
    private final List<Ended> ended = new ArrayList<>();

    ReplayReport(PrintWriter out, InvoiceFile file) {
        this.out = out;
        this.invoices = file.invoices();
        this.sales = file.sales();
    }

    void begin() {
        out.printf("%d invoices: %d orders with %d lines; %d skipped, and %d lines of the orders dropped%n",
                invoices.size(),
                sales.size(), sales.stream().mapToInt(sale -> sale.lines().size()).sum(),
                invoices.size() - sales.size(), dropped());
        skippedByReason().forEach((reason, numbers) -> {
            out.printf("%nskipped as %s: %d%n", reason, numbers.size());
            wrap(numbers);
        });
        if (dropped() > 0) {
            out.printf("%ndropped lines: %d%n", dropped());
            sales.forEach(this::dropped);
        }
        out.println();
        out.flush();
    }

    private Map<String, List<String>> skippedByReason() {
        return invoices.stream().filter(Invoice.Skipped.class::isInstance).map(Invoice.Skipped.class::cast)
                .collect(Collectors.groupingBy(Invoice.Skipped::reason, TreeMap::new,
                        Collectors.mapping(Invoice.Skipped::number, Collectors.toList())));
    }

    private void dropped(Invoice.Sale sale) {
        for (Invoice.Row row : sale.dropped()) {
            out.printf("  %s: %d x %s %s at %s: %s%n", sale.number(), row.quantity(), row.sku(), row.description(),
                    row.price().toPlainString(), row.objection().orElse(""));
        }
    }

    private void wrap(List<String> words) {
        var line = new StringBuilder(" ");
        for (String word : words) {
            if (line.length() + word.length() >= WIDTH) {
                out.println(line);
                line.setLength(1);
            }
            line.append(' ').append(word);
        }
        out.println(line);
    }

    void ended(Ended order) {
        ended.add(order);
        if (!order.status().equals("completed")) {
            out.printf("  %s %s: %s%n", order.number(), order.status(), order.reason());
        }
        if (ended.size() % Math.ceilDiv(sales.size(), 10) == 0) {
            out.printf("  %d of %d orders have ended%n", ended.size(), sales.size());
        }
        out.flush();
    }

    /** Whether every order came to an end of its own. */
    boolean allEnded() {
        return ended.size() == sales.size() && count("unfinished") == 0;
    }

    /** Whatever is neither completed nor rejected has failed, an order that was cancelled or didn't end included. */
    String summary() {
        long completed = count("completed");
        long rejected = count("rejected");
        return "replayed: %d invoices, %d orders, %d completed, %d rejected, %d failed, %d skipped, %d lines dropped"
                .formatted(
                        invoices.size(), sales.size(), completed, rejected, sales.size() - completed - rejected,
                        invoices.size() - sales.size(), dropped());
    }

    private long count(String status) {
        return ended.stream().filter(order -> order.status().equals(status)).count();
    }

    private int dropped() {
        return sales.stream().mapToInt(sale -> sale.dropped().size()).sum();
    }
}
