package io.waybill.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Properties;

/**
 * Where a fleet answers. A running fleet leaves its addresses in its home, so that the other commands find it on whatever
 * ports it was started.
 */
record Addresses(URI gateway, URI inventory, URI simulators) {

    static Addresses from(Settings settings) {
        return new Addresses(local(settings.port(Service.GATEWAY)), local(settings.port(Service.INVENTORY)),
                local(settings.simulatorsPort()));
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
                    uri(noted, "simulators", otherwise.simulators));
        } catch (IOException e) {
            return from(settings);
        }
    }

    void note(Home home) {
        try {
            Files.writeString(home.addresses(),
                    "gateway=%s%ninventory=%s%nsimulators=%s%n".formatted(gateway, inventory, simulators));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static URI uri(Properties noted, String name, URI otherwise) {
        String value = noted.getProperty(name);
        return value == null ? otherwise : URI.create(value);
    }
}
