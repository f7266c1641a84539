package io.waybill.fleet;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the user set in the environment, and what holds where they didn't. */
record Settings(Map<String, String> environment) {

    static final String POSTGRES_PORT = "WAYBILL_POSTGRES_PORT";
    static final String REDIS_PORT = "WAYBILL_REDIS_PORT";
    static final String SIMULATORS_PORT = "WAYBILL_SIMULATORS_PORT";

    private static final List<String> PROVIDERS = List.of("STRIPE_API_BASE", "SENDGRID_API_BASE", "SLACK_API_BASE");

    Path home() {
        return Path.of(value("WAYBILL_HOME").orElse(".waybill")).toAbsolutePath().normalize();
    }

    int postgresPort() {
        return port(POSTGRES_PORT, 15432);
    }

    int redisPort() {
        return port(REDIS_PORT, 16379);
    }

    int simulatorsPort() {
        return port(SIMULATORS_PORT, 8090);
    }

    /** The file that the user named; empty for the standard pipeline. */
    Optional<Path> pipeline() {
        return value("WAYBILL_PIPELINE").map(file -> Path.of(file).toAbsolutePath());
    }

    /** Where the outside world's own ledger is; empty when the fleet has real providers, which show nobody theirs. */
    Optional<URI> simulators() {
        return PROVIDERS.stream().anyMatch(this::has)
                ? Optional.empty()
                : Optional.of(Addresses.local(simulatorsPort()));
    }

    int port(Service service) {
        return port(service.portVariable(), service.standardPort());
    }

    boolean has(String variable) {
        return value(variable).isPresent();
    }

    /** An empty variable is as good as none. */
    Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private int port(String variable, int standard) {
        String value = value(variable).orElse(String.valueOf(standard));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65535) {
            throw new FleetException("%s must be a port from 1 to 65535, not %s".formatted(variable, value));
        }
        return Integer.parseInt(value);
    }
}
