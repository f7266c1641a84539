package io.waybill.system;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Ports that nobody uses. */
final class Ports {

    private static final List<String> NAMES = List.of("GATEWAY", "VALIDATOR", "INVENTORY", "FRAUD", "PAYMENT",
            "TRACKING",
            "NOTIFIER", "ROLLBACK", "SIMULATORS", "POSTGRES", "REDIS");

    private Ports() {}

    static int one() {
        return io.waybill.servers.Ports.random();
    }

    /** One for each server and service of a fleet. */
    static Map<String, Integer> free() {
        var different = new LinkedHashSet<Integer>();
        while (different.size() < NAMES.size()) {
            different.add(one());
        }
        List<Integer> ports = List.copyOf(different);
        var named = new TreeMap<String, Integer>();
        IntStream.range(0, NAMES.size()).forEach(i -> named.put(NAMES.get(i), ports.get(i)));
        return named;
    }
}
