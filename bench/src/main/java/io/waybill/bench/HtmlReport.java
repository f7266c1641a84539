package io.waybill.bench;

import io.waybill.bench.Report.Bars;
import io.waybill.bench.Report.Block;
import io.waybill.bench.Report.Heading;
import io.waybill.bench.Report.Plot;
import io.waybill.bench.Report.Table;
import io.waybill.bench.Report.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as one HTML page that needs nothing else: style and plots are in it, and no script is. */
final class HtmlReport {

    private HtmlReport() {}

    static String of(Report report) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                %3$s</style>
                <h1>%1$s</h1>
                <p class="subtitle">%2$s</p>
                %4$s
                </html>
                """.formatted(Html.escape(report.title()), Html.escape(report.subtitle()), style(),
                report.blocks().stream().map(HtmlReport::block).collect(Collectors.joining("\n")));
    }

    static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("/report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String block(Block block) {
        return switch (block) {
            case Heading(String text) -> "<h2>" + Html.escape(text) + "</h2>";
            case Text(String text) -> "<p>" + Html.escape(text) + "</p>";
            case Table table -> table(table);
            case Plot plot -> figure(plot.title(), legend(plot), SvgPlot.of(plot));
            case Bars bars -> figure(bars.title(), legend(bars), SvgBars.of(bars));
        };
    }

    private static String table(Table table) {
        return "<div class=\"wide\"><table>\n<tr>" + cells("th", table.columns()) + "</tr>\n" + table.rows().stream()
                .map(row -> "<tr>" + cells("td", row) + "</tr>\n").collect(Collectors.joining()) + "</table></div>";
    }

    private static String cells(String tag, List<String> texts) {
        return texts.stream().map(text -> "<%1$s>%2$s</%1$s>".formatted(tag, Html.escape(text)))
                .collect(Collectors.joining());
    }

    private static String figure(String title, String legend, String svg) {
        return "<figure>\n<figcaption>%s</figcaption>\n<div class=\"legend\">%s</div>\n%s</figure>"
                .formatted(Html.escape(title), legend, svg);
    }

    private static String legend(Plot plot) {
        return plot.series().stream().map(series -> key("t" + series.tone() + " "
                + series.stroke().name().toLowerCase(Locale.ROOT), series.name())).collect(Collectors.joining());
    }

    private static String legend(Bars bars) {
        List<String> parts = SvgBars.parts(bars);
        return IntStream.range(0, parts.size()).mapToObj(part -> key("p" + part, parts.get(part)))
                .collect(Collectors.joining());
    }

    private static String key(String style, String name) {
        return "<span><i class=\"%s\"></i>%s</span>".formatted(style, Html.escape(name));
    }
}
