package io.waybill.bench;

import io.waybill.bench.Report.Bars;
import io.waybill.bench.Report.Block;
import io.waybill.bench.Report.Heading;
import io.waybill.bench.Report.Plot;
import io.waybill.bench.Report.Table;
import io.waybill.bench.Report.Text;
import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown: all but the drawings, for which it names the page that has them. */
final class MarkdownReport {

    private MarkdownReport() {}

    static String of(Report report) {
        return "# %s\n\n%s\n\n%s\n".formatted(report.title(), report.subtitle(),
                report.blocks().stream().map(MarkdownReport::block).collect(Collectors.joining("\n\n")));
    }

    private static String block(Block block) {
        return switch (block) {
            case Heading(String text) -> "## " + text;
            case Text(String text) -> text;
            case Table table -> table(table);
            case Plot plot -> drawing(plot.title());
            case Bars bars -> drawing(bars.title());
        };
    }

    private static String drawing(String title) {
        return "*%s: see [report.html](report.html)*".formatted(title);
    }

    static String table(Table table) {
        String ruler = "|" + " --- |" + " ---: |".repeat(table.columns().size() - 1);
        return row(table.columns()) + "\n" + ruler
                + table.rows().stream().map(row -> "\n" + row(row)).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
