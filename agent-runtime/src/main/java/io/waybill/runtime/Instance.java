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

    /** What timelines call the one that Redis knows by this. */
    static String nameOf(String consumer) {
        int end = consumer.lastIndexOf('~');
        return end < 0 ? consumer : consumer.substring(0, end);
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
