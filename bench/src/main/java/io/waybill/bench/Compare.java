package io.waybill.bench;

import io.waybill.contracts.PipelineFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code ./waybill bench --compare}: says what it's at, then what came out, and where the report is.
 *
 * @param home the fleet's
 * @param reports where those of all runs are
 */
record Compare(Path home, Path reports, Map<String, String> environment, PrintWriter out, InstantSource clock) {

    /**
     * Returns whether the figures may be used: whether the generator kept to its plan.
     *
     * @param workers of the old chain; looked for if not given
     * @param rate orders per second; looked for if not given
     */
    boolean run(Optional<Integer> workers, Optional<Double> rate)
            throws IOException, InterruptedException, SQLException {
        Instant begun = clock.instant();
        out.printf("Waybill is compared with the old chain: about %d minutes%n",
                workers.isPresent() && rate.isPresent() ? 7 : 10);
        ReportFiles files = ReportFiles.in(reports, begun);
        Path pipeline = writePipeline(files.folder());
        var settings = new HashMap<>(environment);
        settings.put("WAYBILL_PIPELINE", pipeline.toString());
        try (Site site = Site.open(home, Layout.USUAL, settings, out)) {
            Comparison comparison = new CompareRun(site, PipelineFile.read(pipeline),
                    files.folder().resolve("old-chain.log"),
                    what -> say(begun, what)).compare(workers, rate);
            return tell(comparison, files, begun);
        }
    }

    /** The standard one, with room for the orders of ten times the usual rate, three seconds each. */
    private static Path writePipeline(Path folder) throws IOException {
        try (var standard = Objects.requireNonNull(PipelineFile.class.getResourceAsStream("/pipeline.yaml"))) {
            String text = new String(standard.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(folder.resolve("pipeline.yaml"),
                    text.replaceFirst("(?m)^( *concurrency:).*$", "$1 512"));
        }
    }

    private void say(Instant begun, String what) {
        long seconds = Duration.between(begun, clock.instant()).toSeconds();
        out.printf("%2d:%02d  %s%n", seconds / 60, seconds % 60, what);
        out.flush();
    }

    private boolean tell(Comparison comparison, ReportFiles files, Instant begun) throws IOException {
        files.write(ComparisonReport.of(comparison, "Measured on %s, %s".formatted(begun, Machine.here())));
        out.println();
        ComparisonReport.tables(comparison).forEach(table -> new ConsoleTable(table).print(out));
        boolean valid = Stream.of(comparison.usual(), comparison.quick())
                .flatMap(pair -> Stream.of(pair.baseline(), pair.waybill())).allMatch(run -> run.lag().isValid())
                && comparison.quick().waybill().seen().errorRate() == 0;
        if (!valid) {
            out.println("INVALID: the generator was late, or the machine had no time for the orders; run it again on a "
                    + "quieter one");
        }
        out.printf("report: %s%n", files.html());
        out.flush();
        return valid;
    }
}
