package io.waybill.fleet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each service is told when it starts, as Spring's properties. Services that share a JVM share its environment and its
 * system properties; these are the only settings that each has for itself. Where the outside world is (the simulators,
 * unless the user names another base) each finds in the environment.
 */
record Parameters(FleetPlan plan, Secrets secrets) {

    /** Those that mustn't be seen in a list of processes. */
    static final List<String> SECRET = List.of("waybill.ops-token", "waybill.demo-key");

    Map<String, String> of(InstanceSpec instance) {
        Service service = instance.service();
        Settings settings = plan.settings();
        var properties = new TreeMap<>(shared(instance.port()));
        properties.put("waybill.instance", instance.name());
        properties.put("waybill.ops-token", secrets.opsToken());
        redis(properties, plan.servers().redisSeenAt().orElse(settings.redisPort()));
        settings.pipeline().ifPresent(file -> properties.put("waybill.pipeline", file.toString()));
        settings.value("WAYBILL_PARTITIONS").ifPresent(count -> properties.put("waybill.partitions", count));
        if (service.usesPostgres()) {
            properties.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:%d/waybill?ApplicationName=%s"
                    .formatted(plan.servers().postgresSeenAt().orElse(settings.postgresPort()), instance.name()));
        }
        if (service == Service.GATEWAY) {
            properties.put("waybill.demo-key", secrets.apiKey());
            settings.simulators().ifPresent(uri -> properties.put("waybill.checker.simulators", uri.toString()));
        }
        if (service == Service.PAYMENT && !settings.has("STRIPE_API_BASE") && !settings.has("STRIPE_WEBHOOK_SECRET")) {
            properties.put("waybill.stripe.webhook.secrets", "whsec_local"); // what the simulated Stripe signs with
        }
        properties.putAll(plan.overrides(service).properties());
        return Map.copyOf(properties);
    }

    private void redis(Map<String, String> properties, int port) {
        if (plan.servers().redisCluster()) {
            properties.put("spring.data.redis.cluster.nodes", "127.0.0.1:" + port);
        } else {
            properties.put("spring.data.redis.host", "127.0.0.1");
            properties.put("spring.data.redis.port", String.valueOf(port));
        }
    }

    /** Unless the user names another target, the events of the simulated Stripe go to the first payment-agent. */
    static Map<String, String> ofSimulators(Settings settings) {
        var properties = new TreeMap<>(shared(settings.simulatorsPort()));
        if (!settings.has("WAYBILL_WEBHOOK_TARGET")) {
            properties.put("waybill.simulators.webhook.target",
                    Addresses.local(settings.port(Service.PAYMENT)).resolve("/webhooks/stripe").toString());
        }
        return Map.copyOf(properties);
    }

    /** Only this machine may reach the fleet: its key is printed, and its health and metrics ask for none. */
    static Map<String, String> shared(int port) {
        return Map.of("server.port", String.valueOf(port), "server.address", "127.0.0.1", "spring.main.banner-mode",
                "off");
    }

    /** As on a command line. */
    static List<String> arguments(Map<String, String> properties) {
        return new TreeMap<>(properties).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue()).toList();
    }
}
