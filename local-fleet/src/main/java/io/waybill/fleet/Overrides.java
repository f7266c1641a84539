package io.waybill.fleet;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is otherwise than usual for a service.
 *
 * @param properties Spring's, as {@code spring.datasource.hikari.maximum-pool-size}
 * @param environment of its process; {@code JDK_JAVA_OPTIONS} reaches the JVM itself
 */
public record Overrides(Map<String, String> properties, Map<String, String> environment) {

    public static final Overrides NONE = new Overrides(Map.of(), Map.of());

    public Overrides {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    public static Overrides property(String name, String value) {
        return new Overrides(Map.of(name, value), Map.of());
    }

    public static Overrides variable(String name, String value) {
        return new Overrides(Map.of(), Map.of(name, value));
    }

    /** Both; what the other says of the same thing wins. */
    public Overrides and(Overrides other) {
        return new Overrides(merged(properties, other.properties), merged(environment, other.environment));
    }

    private static Map<String, String> merged(Map<String, String> first, Map<String, String> second) {
        var both = new TreeMap<>(first);
        both.putAll(second);
        return both;
    }
}
