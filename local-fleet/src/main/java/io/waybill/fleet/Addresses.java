package io.waybill.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a fleet answers. A running fleet leaves its addresses in its home, so that the other commands find it on whatever
 * ports it was started.
 *
 * @param instances every instance of every service, by name; only the fleet itself knows them
 */
record Addresses(URI gateway, URI inventory, URI simulators, URI postgres, URI redis,
        SortedMap<String, URI> instances) {

    static Addresses of(Settings settings, List<InstanceSpec> instances) {
        Addresses standard = from(settings);
        var all = new TreeMap<String, URI>();
        instances.forEach(instance -> all.put(instance.name(), local(instance.port())));
        return new Addresses(standard.gateway, standard.inventory, standard.simulators, standard.postgres,
                standard.redis,
                all);
    }

    static Addresses from(Settings settings) {
        return new Addresses(local(settings.port(Service.GATEWAY)), local(settings.port(Service.INVENTORY)),
                local(settings.simulatorsPort()), server("postgresql", settings.postgresPort()),
                server("redis", settings.redisPort()), Collections.emptySortedMap());
    }

    /** Those of the fleet that runs, or else those that it would have. */
    static Addresses find(Home home, Settings settings) {
        if (settings.has(Service.GATEWAY.portVariable()) || !Files.exists(home.addresses())) {
            return from(settings);
        }
        try (var reader = Files.newBufferedReader(home.addresses())) {
            var noted = new Properties();
            noted.load(reader);
            Addresses otherwise = from(settings);
            return new Addresses(uri(noted, "gateway", otherwise.gateway), uri(noted, "inventory", otherwise.inventory),
                    uri(noted, "simulators", otherwise.simulators), uri(noted, "postgres", otherwise.postgres),
                    uri(noted, "redis", otherwise.redis), otherwise.instances);
        } catch (IOException e) {
            return from(settings);
        }
    }

    void note(Home home) {
        try {
            var lines = new ArrayList<>(
                    List.of("gateway=" + gateway, "inventory=" + inventory, "simulators=" + simulators,
                            "postgres=" + postgres, "redis=" + redis));
            instances.forEach((name, address) -> lines.add(name + "=" + address));
            Files.write(home.addresses(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static URI server(String scheme, int port) {
        return URI.create("%s://127.0.0.1:%d".formatted(scheme, port));
    }

    private static URI uri(Properties noted, String name, URI otherwise) {
        String value = noted.getProperty(name);
        return value == null ? otherwise : URI.create(value);
    }
}
