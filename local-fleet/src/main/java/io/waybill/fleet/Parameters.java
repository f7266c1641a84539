package io.waybill.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What each service is told when it starts, as Spring's command line arguments. Services that share a JVM share its
 * environment and its system properties; these are the only settings that each has for itself. Where the outside world is
 * (the simulators, unless the user names another base) each finds in the environment.
 *
 * @param jdbcUrl the fleet's database; each service has a role of its own in it, named by its own configuration
 */
record Parameters(Settings settings, String jdbcUrl, int redisPort, Secrets secrets) {

    /** A drain that takes longer wouldn't let the whole fleet stop within the 25 s that it promises. */
    private static final String DRAIN = "12s";

    List<String> of(Service service) {
        var arguments = new Arguments();
        shared(arguments, settings.port(service));
        arguments.add("waybill.instance", service.label() + "-1");
        arguments.add("spring.data.redis.host", "127.0.0.1");
        arguments.add("spring.data.redis.port", redisPort);
        arguments.add("waybill.ops-token", secrets.opsToken());
        settings.value("WAYBILL_PIPELINE").ifPresent(file -> arguments.add("waybill.pipeline", absolute(file)));
        settings.value("WAYBILL_PARTITIONS").ifPresent(count -> arguments.add("waybill.partitions", count));
        if (service.usesPostgres()) {
            arguments.add("spring.datasource.url", jdbcUrl + "?ApplicationName=" + service.label());
        }
        if (service == Service.GATEWAY) {
            arguments.add("waybill.demo-key", secrets.apiKey());
        }
        return List.copyOf(arguments.list);
    }

    static List<String> ofSimulators(Settings settings) {
        var arguments = new Arguments();
        shared(arguments, settings.simulatorsPort());
        return List.copyOf(arguments.list);
    }

    /** Only this machine may reach the fleet: its key is printed, and its health and metrics ask for none. */
    private static void shared(Arguments arguments, int port) {
        arguments.add("server.port", port);
        arguments.add("server.address", "127.0.0.1");
        arguments.add("spring.main.banner-mode", "off");
        arguments.add("spring.main.register-shutdown-hook", "false");
        arguments.add("spring.lifecycle.timeout-per-shutdown-phase", DRAIN);
    }

    private static String absolute(String file) {
        return file.contains(":") ? file : Path.of(file).toAbsolutePath().toString();
    }

    private static final class Arguments {

        private final List<String> list = new ArrayList<>();

        void add(String property, Object value) {
            list.add("--" + property + "=" + value);
        }
    }
}
