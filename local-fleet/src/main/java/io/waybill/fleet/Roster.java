package io.waybill.fleet;

import io.waybill.servers.Ports;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many of each service there are; one of those that aren't named. Instance 1 has the service's own port, the n-th the
 * first free one from (n - 1) x 100 above it.
 */
record Roster(Map<Service, Integer> counts) {

    static final Roster ONE_OF_EACH = new Roster(Map.of());

    private static final int MOST = 16;
    private static final int APART = 100;

    /** As on the command line: {@code 2}, of each service, or {@code payment-agent=2,gateway=3}. */
    static Roster parse(String text) {
        var counts = new EnumMap<Service, Integer>(Service.class);
        if (text.matches("\\d+")) {
            Stream.of(Service.values()).forEach(service -> counts.put(service, count(text)));
            return new Roster(counts);
        }
        for (String part : text.split(",", -1)) {
            String[] pair = part.split("=", -1);
            if (pair.length != 2) {
                throw new FleetException(
                        "Instances are a number or a list such as payment-agent=2,gateway=2, not " + text);
            }
            counts.put(Service.labelled(pair[0].strip()), count(pair[1].strip()));
        }
        return new Roster(counts);
    }

    private static int count(String text) {
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new FleetException("There can be 1 to %d instances of a service, not %s".formatted(MOST, text));
        }
        return Integer.parseInt(text);
    }

    /**
     * Everybody, in the order in which they start: all the first ones before the second ones.
     *
     * @throws io.waybill.servers.ServerStartException if a first one's port is taken
     */
    List<InstanceSpec> instances(Settings settings) {
        var taken = new HashSet<Integer>();
        for (Service service : Service.values()) {
            Ports.requireFree(settings.port(service), service.label(), service.portVariable());
            taken.add(settings.port(service));
        }
        taken.addAll(List.of(settings.postgresPort(), settings.redisPort(), settings.simulatorsPort()));
        var instances = new ArrayList<InstanceSpec>();
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        for (int number = 1; number <= most; number++) {
            for (Service service : Service.values()) {
                if (number <= counts.getOrDefault(service, 1)) {
                    instances.add(new InstanceSpec(service, number,
                            number == 1 ? settings.port(service) : free(settings.port(service), number, taken)));
                }
            }
        }
        return List.copyOf(instances);
    }

    private static int free(int first, int number, Set<Integer> taken) {
        return IntStream.rangeClosed(first + (number - 1) * APART, 65_535)
                .filter(port -> Ports.isFree(port) && taken.add(port)).findFirst()
                .orElseThrow(() -> new FleetException("There is no free port above " + first));
    }
}
