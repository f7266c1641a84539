package io.waybill.bench;

import io.waybill.fleet.FleetException;
import io.waybill.servers.ServerStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./waybill bench}. */
@Command(name = "waybill bench", description = "Measure a fleet of separate processes, with a PostgreSQL and a Redis of its own; needs Linux.", mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final int GOOD = 0;
    private static final int NOT_GOOD = 1;
    private static final double USUAL_RATE = 50;

    private final Map<String, String> environment;

    @ArgGroup
    private Which which = new Which();

    /** One of them; the first when none is named. */
    private static final class Which {

        @Option(names = "--compare", description = "How it fares against the chain of synchronous steps that it replaces, under the same load.")
        private boolean compare;

        @Option(names = "--capacity", description = "How many orders a second, and what each costs (the default).")
        private boolean capacity;

        @Option(names = "--soak", description = "Whether anything grows that shouldn't.")
        private boolean soak;

        private boolean isCapacity() {
            return capacity || !(soak || compare);
        }
    }

    @Option(names = "--only", paramLabel = "PART", split = ",", description = "With --capacity: only these parts, of ${COMPLETION-CANDIDATES}; saturation is always one.")
    private List<Part> only = List.of();

    @Option(names = "--minutes", description = "With --soak: how long; 8 when not given, which with all around it makes 10.")
    private int minutes = 8;

    @Option(names = "--rate", description = "Orders a second. With --soak: 50 when not given; with --compare: looked for when not given.")
    private @Nullable Double rate;

    @Option(names = "--workers", description = "With --compare: the old chain's pool; looked for when not given.")
    private @Nullable Integer workers;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BenchCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return say("Only Linux tells in /proc what processes use, so there is nothing to measure here");
        }
        try {
            return measure(out) ? GOOD : NOT_GOOD;
        } catch (InterruptedException e) {
            return say("stopped");
        } catch (FleetException | ServerStartException e) {
            return say(e.getMessage());
        } catch (IOException | SQLException e) {
            return say("It can't be measured: " + e);
        }
    }

    private boolean measure(PrintWriter out) throws IOException, SQLException, InterruptedException {
        if (which.compare) {
            return compare(out);
        }
        return which.isCapacity() ? capacity(out) : soak(out);
    }

    private boolean compare(PrintWriter out) throws IOException, SQLException, InterruptedException {
        Optional<Double> given = Optional.ofNullable(rate).map(value -> atLeastOne("--rate", value));
        Optional<Integer> pool = Optional.ofNullable(workers).map(value -> (int) atLeastOne("--workers", value));
        return new Compare(home(), users(), environment, out, InstantSource.system()).run(pool, given);
    }

    private boolean capacity(PrintWriter out) throws IOException, SQLException, InterruptedException {
        Set<Part> parts = only.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
        CapacityResult result = new Capacity(home(), environment, out).run(parts);
        new Summary(result).print(out);
        Instant now = Instant.now();
        ReportFiles files = ReportFiles.in(users(), now);
        files.write(CapacityReport.of(result, "Measured on %s, %s".formatted(now, Machine.here())));
        out.printf("report: %s%n", files.html());
        out.flush();
        return result.isGood();
    }

    private boolean soak(PrintWriter out) throws IOException, SQLException, InterruptedException {
        SoakResult result = new Soak(home(), environment, out).run(
                (int) atLeastOne("--rate", rate == null ? USUAL_RATE : rate), (int) atLeastOne("--minutes", minutes));
        result.complaints().forEach(out::println);
        out.println(result.complaints().isEmpty()
                ? "Nothing has grown that shouldn't"
                : "Not good: see above");
        out.flush();
        return result.complaints().isEmpty();
    }

    private double atLeastOne(String option, double value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(),
                    "%s must be 1 or more, not %s".formatted(option,
                            new BigDecimal(value).stripTrailingZeros().toPlainString()));
        }
        return value;
    }

    private int say(@Nullable String line) {
        spec.commandLine().getErr().println(line);
        return NOT_GOOD;
    }

    /** Beside the user's, in which nothing is touched but the reports. */
    private Path home() {
        return users().resolveSibling(users().getFileName() + "-bench");
    }

    private Path users() {
        return Path.of(environment.getOrDefault("WAYBILL_HOME", ".waybill")).toAbsolutePath().normalize();
    }
}
