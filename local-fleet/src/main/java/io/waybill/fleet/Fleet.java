package io.waybill.fleet;

import io.waybill.fleet.StopList.Stage;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.Ports;
import io.waybill.servers.PostgresServer;
import io.waybill.servers.RedisServer;
import io.waybill.servers.ServerStartException;
import io.waybill.simulators.Simulators;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * PostgreSQL, Redis, the simulators and every service, in this JVM. Whatever was started is stopped by {@link #stop}, which
 * may come while the start is still under way.
 */
final class Fleet {

    /** Starting a service is work for a processor more than waiting: more at once get in each other's way. */
    private static final int AT_ONCE = 3;

    private final Home home;
    private final Settings settings;
    private final Progress progress;
    private final StopList started = new StopList();

    Fleet(Home home, Settings settings, Progress progress) {
        this.home = home;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Returns when everything answers.
     *
     * @throws FleetException or {@link ServerStartException}, with one line for the user, if something can't start; the
     *         caller then stops what did
     */
    void start(Secrets secrets) throws InterruptedException {
        requireFreePorts();
        var starters = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().name("start-", 0).factory());
        try {
            Future<PostgresServer> postgres = starters.submit(this::startPostgres);
            Future<RedisServer> redis = starters.submit(this::startRedis);
            var others = new ArrayList<Future<?>>();
            others.add(starters.submit(this::startSimulators));

            var parameters = new Parameters(settings, await(postgres).jdbcUrl(), await(redis).port(), secrets);
            for (Service service : Service.values()) {
                others.add(starters.submit(() -> startService(service, parameters)));
            }
            for (Future<?> other : others) {
                await(other);
            }
        } finally {
            starters.shutdownNow(); // after a failure, those that haven't begun
        }
    }

    /** Stops the intake, then the agents, the simulators and the servers; returns whether all that went well. */
    boolean stop() {
        return started.stop();
    }

    private void requireFreePorts() {
        Ports.requireFree(settings.simulatorsPort(), "the simulators", Settings.SIMULATORS_PORT);
        for (Service service : Service.values()) {
            Ports.requireFree(settings.port(service), service.label(), service.portVariable());
        }
    }

    private PostgresServer startPostgres() throws Exception {
        PostgresServer server = started.start(Stage.SERVERS,
                () -> PostgresServer.durable(home.postgres(), settings.postgresPort()));
        progress.up("PostgreSQL", "127.0.0.1:" + server.port());
        return server;
    }

    private RedisServer startRedis() throws Exception {
        RedisServer server = started.start(Stage.SERVERS,
                () -> RedisServer.durable(home.redis(), settings.redisPort()));
        progress.up("Redis", "127.0.0.1:" + server.port());
        return server;
    }

    private ConfigurableApplicationContext startSimulators() throws Exception {
        return startContext("simulators", Stage.OUTSIDE, settings.simulatorsPort(),
                () -> Simulators.start(Parameters.ofSimulators(settings).toArray(String[]::new)));
    }

    private ConfigurableApplicationContext startService(Service service, Parameters parameters) throws Exception {
        return startContext(service.label(), service == Service.GATEWAY ? Stage.INTAKE : Stage.AGENTS,
                settings.port(service),
                () -> WaybillService.start(service.application(), parameters.of(service).toArray(String[]::new)));
    }

    private ConfigurableApplicationContext startContext(String name, Stage stage, int port,
            Callable<ConfigurableApplicationContext> starter) throws Exception {
        try {
            ConfigurableApplicationContext context = started.start(stage, starter);
            progress.up(name, Addresses.local(port));
            return context;
        } catch (FleetException e) {
            throw e;
        } catch (Exception e) {
            throw new FleetException("%s can't start: %s. The log is %s".formatted(name, rootCause(e), home.log()), e);
        }
    }

    private static String rootCause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.getClass().getSimpleName());
    }

    private static <T> T await(Future<T> start) throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ServerStartException known -> throw known;
                case FleetException known -> throw known;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
