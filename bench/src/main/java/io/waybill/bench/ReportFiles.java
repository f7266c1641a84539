package io.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where a report is kept: {@code bench/<when>/report.md} and {@code report.html} in Waybill's home. */
record ReportFiles(Path folder) {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss")
            .withZone(ZoneOffset.UTC);

    /** The folder is made. */
    static ReportFiles in(Path home, Instant when) throws IOException {
        return new ReportFiles(Files.createDirectories(home.resolve("bench").resolve(WHEN.format(when))));
    }

    /** Writes it, over what was there. */
    void write(Report report) throws IOException {
        Files.writeString(markdown(), MarkdownReport.of(report));
        Files.writeString(html(), HtmlReport.of(report));
    }

    Path markdown() {
        return folder.resolve("report.md");
    }

    Path html() {
        return folder.resolve("report.html");
    }
}
