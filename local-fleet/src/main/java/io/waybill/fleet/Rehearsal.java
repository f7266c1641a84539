package io.waybill.fleet;

import io.waybill.fleet.Http.Answer;
import io.waybill.servers.PostgresServer;
import io.waybill.servers.RedisServer;
import io.waybill.simulators.Simulators;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One start of all services in one process, some orders and a stop, for the JVM to learn from: the build of the image lets it
 * write the AOT cache meanwhile (JEP 483, 514). PostgreSQL, Redis and the simulators are outside of that process, made for
 * it and thrown away, so the build needs none of them and the cache knows nothing of those that come with this module.
 */
final class Rehearsal {

    private static final String SECRET = "rehearsal";
    private static final int ORDERS = 20;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Http http = new Http();
    private final Settings settings = new Settings(System.getenv());

    private Rehearsal() {}

    /**
     * Exits with 0 when every order has completed and the services have stopped.
     *
     * @param command starts the services whose classes follow it, in one process
     */
    public static void main(String... command) throws Exception {
        var all = new ArrayList<>(List.of(command));
        Stream.of(Service.values()).map(service -> service.application().getName()).forEach(all::add);
        new Rehearsal().run(new ProcessBuilder(all).inheritIO());
        System.exit(0);
    }

    private void run(ProcessBuilder command) throws Exception {
        try (var postgres = PostgresServer.throwaway();
                var redis = RedisServer.throwaway();
                var _ = Simulators.start("--server.port=" + settings.simulatorsPort())) {
            command.environment()
                    .putAll(Map.of("WAYBILL_POSTGRES_PORT", String.valueOf(postgres.port()), "WAYBILL_REDIS_PORT",
                            String.valueOf(redis.port()), "WAYBILL_DEMO_KEY", SECRET, "WAYBILL_OPS_TOKEN", SECRET));
            Process services = command.start();
            try {
                play(services);
            } finally {
                services.destroy();
            }
            if (!services.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                services.destroyForcibly();
                throw new FleetException("The services didn't stop within " + LONGEST);
            }
        }
    }

    private void play(Process services) throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            awaitReady(Addresses.local(settings.port(service)), services);
        }
        Addresses addresses = Addresses.from(settings);
        new DemoStock(new StockClient(http, addresses.inventory(), SECRET)).ensure();
        var gateway = new GatewayClient(http, addresses.gateway(), SECRET);
        for (int number = 0; number < ORDERS; number++) {
            Answer answer = gateway.submit(SampleOrder.GOOD.order(), 30);
            if (!answer.body().contains("\"completed\"")) {
                throw new FleetException("An order didn't complete: " + answer.body());
            }
        }
    }

    private void awaitReady(URI service, Process services) throws InterruptedException {
        while (!isReady(service)) {
            if (!services.isAlive()) {
                throw new FleetException("The services ended with exit code " + services.exitValue());
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private boolean isReady(URI service) {
        try {
            return http.get(service.resolve("/actuator/health/readiness"), SECRET).isSuccess();
        } catch (IOException _) {
            return false;
        }
    }
}
