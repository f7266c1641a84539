package io.waybill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports that nobody uses. */
final class Ports {

    private static final List<String> NAMES = List.of("GATEWAY", "VALIDATOR", "INVENTORY", "FRAUD", "PAYMENT",
            "TRACKING",
            "NOTIFIER", "ROLLBACK", "SIMULATORS", "POSTGRES", "REDIS");

    private Ports() {}

    static int one() {
        return free(List.of("")).values().iterator().next();
    }

    /** One for each server and service of a fleet. */
    static Map<String, Integer> free() {
        return free(NAMES);
    }

    private static Map<String, Integer> free(List<String> names) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            var ports = new LinkedHashMap<String, Integer>();
            for (String name : names) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.put(name, socket.getLocalPort());
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
