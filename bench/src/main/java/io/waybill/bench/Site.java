package io.waybill.bench;

import io.waybill.fleet.FleetPlan;
import io.waybill.fleet.Instance;
import io.waybill.fleet.OwnHome;
import io.waybill.fleet.ProcessFleet;
import io.waybill.fleet.Service;
import io.waybill.servers.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fleet of separate processes that is measured: in a home and on ports of its own, with durable servers, and with plenty of
 * everything that {@link OrderMaker} orders. The providers answer at once.
 */
final class Site implements AutoCloseable {

    static final String REDIS = "redis";
    static final String POSTGRES = "postgres";
    /** As the image's services, which stay: those of {@code ./waybill up} have the quick one alone, to start sooner. */
    private static final Map<String, String> COMPILERS = Map.of("JDK_JAVA_OPTIONS", "-XX:+TieredCompilation");
    private static final int WARM_UP_IN_FLIGHT = 64;
    private static final long WARM_UP_SEED = 1;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final ProcessFleet fleet;
    private final PrintWriter console;
    private final Gateway gateway;
    private final LedgerWatch ledger;
    private final Processes processes;

    private Site(ProcessFleet fleet, PrintWriter console) throws SQLException {
        this.fleet = fleet;
        this.console = console;
        this.gateway = new Gateway(fleet.instances(Service.GATEWAY).stream().map(Instance::uri).toList(),
                fleet.apiKey());
        this.ledger = new LedgerWatch(asChecker(fleet.postgres()));
        this.processes = processes(fleet, ledger);
    }

    /** Returns when every instance is ready and there is stock. */
    static Site open(Path home, Layout layout, Map<String, String> environment, PrintWriter console)
            throws InterruptedException, IOException, SQLException {
        var settings = new HashMap<>(COMPILERS);
        settings.putAll(environment);
        settings.putAll(OwnHome.ports());
        settings.put("WAYBILL_PARTITIONS", String.valueOf(layout.partitions()));
        var fleet = ProcessFleet.start(FleetPlan.in(OwnHome.fresh(home), settings).with(layout.counts()), console);
        try {
            new Warehouse(fleet.instances(Service.INVENTORY).getFirst().uri(), fleet.opsToken())
                    .fill(Catalogue.standard().skus());
            return new Site(fleet, console);
        } catch (RuntimeException | InterruptedException | IOException | SQLException e) {
            fleet.close();
            throw e;
        }
    }

    private static Processes processes(ProcessFleet fleet, LedgerWatch ledger) {
        var roots = new TreeMap<String, List<Long>>();
        fleet.instances().forEach(instance -> roots.computeIfAbsent(instance.service(), _ -> new ArrayList<>())
                .add(instance.pid()));
        roots.put(REDIS, List.of(fleet.redis().pid()));
        roots.put(POSTGRES, List.of(fleet.postgres().pid()));
        roots.put(Usage.SIMULATORS, List.of(fleet.simulators().pid()));
        roots.put(Usage.GENERATOR, List.of(ProcessHandle.current().pid()));
        return new Processes(roots, Set.of(ledger.backend()));
    }

    private static DataSource asChecker(PostgresServer postgres) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser("checker");
        source.setPassword("waybill");
        return source;
    }

    /** Lets the services run until their compilers have seen what comes. */
    void warmUp(Duration length) throws InterruptedException {
        console.printf("  warming up for %d s%n", length.toSeconds());
        console.flush();
        run(OrderMaker.likeReal(WARM_UP_SEED)).closed("warm-up", WARM_UP_IN_FLIGHT, length);
    }

    /** Returns when every order is settled. */
    void awaitRest() throws InterruptedException, SQLException {
        while (!storage().isAllSettled()) {
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Orders are sent as {@link LedgerClient} does. */
    Run run(Supplier<Wish> wishes) {
        return new Run(new LedgerClient(gateway, ledger), wishes, processes);
    }

    Processes processes() {
        return processes;
    }

    ProcessFleet fleet() {
        return fleet;
    }

    Gateway gateway() {
        return gateway;
    }

    Storage storage() {
        return new Storage(fleet.postgres().superuser(), fleet.redis());
    }

    @Override
    public void close() {
        gateway.close();
        try {
            ledger.close();
        } catch (SQLException _) {
            // the connection ends with its server
        }
        fleet.close();
    }
}
