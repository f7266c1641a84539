package io.waybill.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a fleet manages when nobody outside keeps it waiting, and what an order costs: every service a process of its own,
 * the servers durable, the providers answering at once.
 */
final class Capacity {

    private static final List<Integer> IN_FLIGHT = List.of(16, 32, 64, 128, 256);
    /** A step that brings less than this isn't worth another one. */
    private static final double WORTHWHILE = 1.03;
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration SHORT_WARM_UP = Duration.ofSeconds(25);
    private static final Duration HALF = Duration.ofSeconds(40);
    private static final Duration SPIKE = Duration.ofSeconds(5);
    private static final double SPIKE_TIMES = 10;
    private static final long SEED = 1042;

    private final Path home;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Table table;
    private final Map<Part, List<RunResult>> runs = new EnumMap<>(Part.class);

    Capacity(Path home, Map<String, String> environment, PrintWriter out) {
        this.home = home;
        this.environment = environment;
        this.out = out;
        this.table = new Table(out);
    }

    /** @param parts what to look at; {@link Part#SATURATION} is looked at in any case */
    CapacityResult run(Set<Part> parts) throws InterruptedException, IOException, SQLException {
        Holding perOrder;
        try (Site site = open(Layout.USUAL, WARM_UP, environment)) {
            Holding before = site.storage().now();
            table.headOfThroughput(Part.SATURATION.title());
            saturate(site);
            perOrder = site.storage().now().perOrderSince(before);
            if (parts.contains(Part.HALF)) {
                half(site);
            }
            if (parts.contains(Part.SPIKE)) {
                spike(site);
            }
            if (parts.contains(Part.LINES)) {
                lines(site);
            }
            if (parts.contains(Part.BACKLOG)) {
                backlog(site);
            }
        }
        if (parts.contains(Part.PARTITIONS)) {
            otherwise(Part.PARTITIONS, "4 partitions", new Layout(4, 1));
        }
        if (parts.contains(Part.INSTANCES)) {
            otherwise(Part.INSTANCES, "2 of each", new Layout(1, 2));
        }
        if (parts.contains(Part.TELEMETRY)) {
            telemetry();
        }
        return new CapacityResult(runs, saturation(), perOrder);
    }

    private Site open(Layout layout, Duration warmUp, Map<String, String> settings)
            throws InterruptedException, IOException, SQLException {
        Site site = Site.open(home, layout, settings, out);
        site.warmUp(warmUp);
        return site;
    }

    private void saturate(Site site) throws InterruptedException {
        double most = 0;
        for (int inFlight : IN_FLIGHT) {
            RunResult step = real(site).closed(inFlight + " in flight", inFlight, STEP);
            throughput(Part.SATURATION, step);
            if (step.perSecond() < most * WORTHWHILE) {
                return;
            }
            most = Math.max(most, step.perSecond());
        }
    }

    private RunResult saturation() {
        return runs.getOrDefault(Part.SATURATION, List.of()).stream()
                .max(Comparator.comparingDouble(RunResult::perSecond)).orElseThrow();
    }

    /** As many as saturate it. */
    private int inFlight() {
        return IN_FLIGHT.get(runs.getOrDefault(Part.SATURATION, List.of()).indexOf(saturation()));
    }

    private void half(Site site) throws InterruptedException {
        table.headOfLatency(Part.HALF.title());
        double rate = saturation().perSecond() / 2;
        latency(Part.HALF, real(site).open("%.0f orders/s".formatted(rate), LoadShape.constant(rate, HALF)));
    }

    private void spike(Site site) throws InterruptedException {
        table.headOfLatency(Part.SPIKE.title());
        double usual = saturation().perSecond() / 5;
        RunResult run = real(site).open("%.0f, %.0f, %.0f orders/s".formatted(usual, usual * SPIKE_TIMES, usual),
                LoadShape.spike(usual, SPIKE_TIMES, SPIKE.multipliedBy(2), SPIKE, SPIKE.multipliedBy(4)));
        latency(Part.SPIKE, run);
        table.note("back to normal %d s after a spike of %d s".formatted(
                Aftermath.of(run.seen().seconds(), SPIKE.multipliedBy(2), SPIKE.multipliedBy(3)).toSeconds(),
                SPIKE.toSeconds()));
    }

    private void lines(Site site) throws InterruptedException {
        table.headOfThroughput(Part.LINES.title());
        for (int lines : List.of(1, 10, 100)) {
            throughput(Part.LINES, site.run(OrderMaker.withLines(lines, SEED)).closed(
                    lines == 1 ? "1 line" : lines + " lines", inFlight(), STEP));
        }
    }

    private void backlog(Site site) throws InterruptedException, IOException, SQLException {
        table.headOfThroughput(Part.BACKLOG.title());
        var backlog = new Backlog(site);
        for (int orders : List.of(1_000, 100_000)) {
            throughput(Part.BACKLOG, backlog.pileUp(orders));
            throughput(Part.BACKLOG, backlog.drain(STEP));
        }
    }

    private void otherwise(Part part, String title, Layout layout)
            throws InterruptedException, IOException, SQLException {
        try (Site site = open(layout, SHORT_WARM_UP, environment)) {
            table.headOfThroughput(part.title());
            throughput(part, real(site).closed(title, inFlight(), STEP));
        }
    }

    /** Each in a fleet of its own: what is told is settled when a service starts. */
    private void telemetry() throws InterruptedException, IOException, SQLException {
        table.headOfLatency(Part.TELEMETRY.title());
        LoadShape load = LoadShape.constant(saturation().perSecond() / 2, HALF);
        try (var sink = new TelemetrySink()) {
            for (Telling telling : Telling.values()) {
                try (Site site = open(Layout.USUAL, SHORT_WARM_UP, telling.settings(environment, sink.uri()))) {
                    long _ = sink.takenSince();
                    latency(Part.TELEMETRY, real(site).open(telling.title(), load));
                    table.note("%s sent".formatted(Amounts.bytes(sink.takenSince())));
                }
            }
        }
        new ConsoleTable(new TelemetryCost(runs.getOrDefault(Part.TELEMETRY, List.of())).table()).print(out);
    }

    private static Run real(Site site) {
        return site.run(OrderMaker.likeReal(SEED));
    }

    private void throughput(Part part, RunResult run) {
        runs.computeIfAbsent(part, _ -> new ArrayList<>()).add(run);
        table.throughput(run);
    }

    private void latency(Part part, RunResult run) {
        runs.computeIfAbsent(part, _ -> new ArrayList<>()).add(run);
        table.latency(run);
    }
}
