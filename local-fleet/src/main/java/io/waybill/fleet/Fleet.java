package io.waybill.fleet;

import io.waybill.fleet.StopList.Stage;
import io.waybill.servers.Ports;
import io.waybill.servers.PostgresServer;
import io.waybill.servers.RedisServer;
import io.waybill.servers.ServerStartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Redis, the simulators and every service. Whatever was started is stopped by {@link #stop}, which may come
 * while the start is still under way.
 */
abstract sealed class Fleet permits OneJvmFleet, ProcessFleet {

    /** Starting a service is work for a processor more than waiting: more at once get in each other's way. */
    private static final int AT_ONCE = 3;

    protected final FleetPlan plan;
    protected final Home home;
    protected final Progress progress;
    protected final StopList started = new StopList();
    private @Nullable PostgresServer postgres;
    private @Nullable RedisServer redis;

    Fleet(FleetPlan plan, Progress progress) {
        this.plan = plan;
        this.home = new Home(plan.home());
        this.progress = progress;
    }

    /** Returns when the service is ready; it's on the list of what is to be stopped. */
    abstract void startService(InstanceSpec instance, Map<String, String> parameters) throws Exception;

    abstract void startSimulators(int port, Map<String, String> parameters) throws Exception;

    /**
     * Returns when everything answers.
     *
     * @return where the services answer
     * @throws FleetException or {@link ServerStartException}, with one line for the user, if something can't start; the
     *         caller then stops what did
     */
    Addresses start(Secrets secrets) throws InterruptedException {
        Settings settings = plan.settings();
        LeftBehind.stop(home);
        Ports.requireFree(settings.simulatorsPort(), "the simulators", Settings.SIMULATORS_PORT);
        List<InstanceSpec> instances = new Roster(plan.instances()).instances(settings);
        var starters = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().name("start-", 0).factory());
        try {
            Future<PostgresServer> database = starters.submit(this::startPostgres);
            Future<RedisServer> streams = starters.submit(this::startRedis);
            var others = new ArrayList<Future<?>>();
            others.add(submit(starters, () -> {
                startSimulators(settings.simulatorsPort(), Parameters.ofSimulators(settings));
                progress.up("simulators", Addresses.local(settings.simulatorsPort()));
            }));
            postgres = await(database);
            redis = await(streams);

            var parameters = new Parameters(plan, secrets);
            for (InstanceSpec instance : instances) {
                others.add(submit(starters, () -> {
                    startService(instance, parameters.of(instance));
                    progress.up(instance.name(), Addresses.local(instance.port()));
                }));
            }
            for (Future<?> other : others) {
                await(other);
            }
            return Addresses.of(settings, instances);
        } finally {
            starters.shutdownNow(); // after a failure, those that haven't begun
        }
    }

    /** Stops the intake, then the agents, the simulators and the servers; returns what went wrong, each in a line. */
    List<String> stop() {
        return started.stop();
    }

    /** The fleet's own, once it has started. */
    public PostgresServer postgres() {
        return Objects.requireNonNull(postgres, "the fleet hasn't started");
    }

    /** The fleet's own, once it has started. */
    public RedisServer redis() {
        return Objects.requireNonNull(redis, "the fleet hasn't started");
    }

    private PostgresServer startPostgres() throws Exception {
        PostgresServer server = started.start(Stage.SERVERS, "PostgreSQL",
                () -> PostgresServer.durable(home.postgres(), plan.settings().postgresPort()));
        progress.up("PostgreSQL", "127.0.0.1:" + server.port());
        return server;
    }

    private RedisServer startRedis() throws Exception {
        int port = plan.settings().redisPort();
        RedisServer server = started.start(Stage.SERVERS, "Redis", () -> plan.servers().redisCluster()
                ? RedisServer.durableCluster(home.redis(), port)
                : RedisServer.durable(home.redis(), port));
        progress.up("Redis", "127.0.0.1:" + server.port());
        return server;
    }

    /** What {@link java.util.concurrent.Callable} would be without an answer. */
    private interface Step {

        void run() throws Exception;
    }

    private static Future<?> submit(ExecutorService starters, Step step) {
        return starters.submit(() -> {
            step.run();
            return true;
        });
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
