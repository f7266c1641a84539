package io.waybill.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine's loopback address. */
public final class Ports {

    private static final int LOWEST = 10_240;
    private static final int LOWEST_OF_CONNECTIONS = 32_768;

    private Ports() {}

    /**
     * Refuses a port that somebody listens on.
     *
     * @param what who wants it, as the message names it
     * @param setting what to set to choose another one
     */
    public static void requireFree(int port, String what, String setting) {
        try {
            bind(port);
        } catch (IOException e) {
            throw new ServerStartException(
                    "Port %d is in use by another program, so %s can't have it: stop that program or set %s to a free port"
                            .formatted(port, what, setting),
                    e);
        }
    }

    /** One that nobody listens on. It's below those that systems give to connections, so none takes it meanwhile. */
    public static int random() {
        return ThreadLocalRandom.current().ints(LOWEST, LOWEST_OF_CONNECTIONS).filter(Ports::isFree).findFirst()
                .orElseThrow();
    }

    public static boolean isFree(int port) {
        try {
            bind(port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void bind(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a port whose last connections are still in TIME_WAIT is free
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }
}
