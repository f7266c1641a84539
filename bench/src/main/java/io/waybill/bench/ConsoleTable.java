package io.waybill.bench;

import io.waybill.bench.Report.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables of a report on the console: the first column on the left, figures on the right. */
record ConsoleTable(Table table) {

    void print(PrintWriter out) {
        out.println(line(table.columns()));
        table.rows().forEach(row -> out.println(line(row)));
        out.println();
    }

    private String line(List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(
                        column -> column == 0 ? left(cells.get(0), width(0)) : right(cells.get(column), width(column)))
                .collect(Collectors.joining("  ")).stripTrailing();
    }

    private int width(int column) {
        return IntStream.concat(IntStream.of(table.columns().get(column).length()),
                table.rows().stream().mapToInt(row -> row.get(column).length())).max().orElse(0);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
