package io.waybill.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;

/**
 * This process' part in the fleet.
 *
 * @param name what timelines call it; may be given again to its successor
 * @param consumer what Redis calls it; never given again, so that a successor isn't taken for it
 */
record Instance(String name, String consumer) {

    static Instance named(String name, RandomGenerator random) {
        return new Instance(name, "%s~%08x".formatted(name, random.nextInt()));
    }

    static String defaultName(String service) {
        return service + "-" + host() + "-" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
