package io.waybill.fleet;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * A fleet that is to be started.
 *
 * @param home the folder for its data, logs and keys
 * @param environment all that is set, for the fleet as for its processes: ports, pipeline, partitions, as the console
 *        commands read them
 * @param instances how many of each service; one of those that aren't named
 * @param overrides what is otherwise for the services that are named
 */
public record FleetPlan(Path home, Map<String, String> environment, Map<Service, Integer> instances,
        Map<Service, Overrides> overrides, ServerPlan servers) {

    public FleetPlan {
        home = home.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
        instances = Map.copyOf(instances);
        overrides = Map.copyOf(overrides);
    }

    /** One instance of each service, and servers on the ports that the environment names. */
    public static FleetPlan in(Path home, Map<String, String> environment) {
        return new FleetPlan(home, environment, Map.of(), Map.of(), ServerPlan.STANDARD);
    }

    public FleetPlan with(Map<Service, Integer> counts) {
        return new FleetPlan(home, environment, counts, overrides, servers);
    }

    public FleetPlan with(Service service, Overrides more) {
        var merged = new EnumMap<Service, Overrides>(Service.class);
        merged.putAll(overrides);
        merged.merge(service, more, Overrides::and);
        return new FleetPlan(home, environment, instances, merged, servers);
    }

    public FleetPlan with(ServerPlan plan) {
        return new FleetPlan(home, environment, instances, overrides, plan);
    }

    Overrides overrides(Service service) {
        return overrides.getOrDefault(service, Overrides.NONE);
    }

    Settings settings() {
        return new Settings(environment);
    }
}
