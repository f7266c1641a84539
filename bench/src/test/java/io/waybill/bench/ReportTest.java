package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.bench.Report.Heading;
import io.waybill.bench.Report.Table;
import io.waybill.bench.Report.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Report COMPARISON = ComparisonReport.of(Samples.comparison(), "Measured in a test");
    private static final Table TABLE = new Table(List.of("", "before | after"), List.of(List.of("P50", "6.30 s")));

    @Test
    void markdownIsTheSameReportAsText() {
        var report = new Report("Title", "when", List.of(new Heading("One"), new Text("Text."), TABLE));

        assertThat(MarkdownReport.of(report)).isEqualTo("""
                # Title

                when

                ## One

                Text.

                |  | before \\| after |
                | --- | ---: |
                | P50 | 6.30 s |
                """);
    }

    @Test
    void aComparisonsReportTellsWhatWasFound() {
        assertThat(MarkdownReport.of(COMPARISON)).contains("| P50 | 6.30 s | 3.33 s |",
                "| P99 | 29.02 s | 3.45 s | 88.1 % |", "| error rate | 2.00 % | 0 % | 100.0 % |",
                "| CPU per order, nobody slow | 2.04 ms | 2.00 ms | 2.0 % |", "| memory | 150 MB | 150 MB | 0.0 % |",
                "| 2x: 15.0/s | Waybill | 10.0/s |", "broken", "The floor is 3.30 s");
    }

    @Test
    void thePageNeedsNothingFromOutsideAndEscapesWhatItShows() {
        String page = HtmlReport.of(COMPARISON);

        assertThat(page).contains("<svg", "<polyline", "<rect")
                .doesNotContain("<script", "<link", "src=", "@import", "url(");
        assertThat(HtmlReport.of(new Report("<b>", "a & b", List.of(new Text("\"x\" < y")))))
                .contains("<h1>&lt;b&gt;</h1>", "a &amp; b", "&quot;x&quot; &lt; y");
    }

    @Test
    void eachReportHasAFolderOfItsOwn(@TempDir Path home) throws IOException {
        ReportFiles files = ReportFiles.in(home, Instant.parse("2026-11-26T06:07:08Z"));

        files.write(COMPARISON);

        assertThat(files.html()).isEqualTo(home.resolve("bench/2026-11-26-060708/report.html")).content()
                .isEqualTo(HtmlReport.of(COMPARISON));
        assertThat(files.markdown()).content().isEqualTo(MarkdownReport.of(COMPARISON));
    }

    @Test
    void onTheConsoleFiguresStandBelowEachOther() {
        var printed = new StringWriter();

        new ConsoleTable(new Table(List.of("", "old", "new"), List.of(List.of("P50", "6.30 s", "3.33 s"),
                List.of("errors", "2 %", "0 %")))).print(new PrintWriter(printed, true));

        assertThat(printed.toString().replace(System.lineSeparator(), "\n")).isEqualTo("""
                           old     new
                P50     6.30 s  3.33 s
                errors     2 %     0 %

                """);
    }
}
