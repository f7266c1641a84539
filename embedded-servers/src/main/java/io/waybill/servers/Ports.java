package io.waybill.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine's loopback address. */
public final class Ports {

    private Ports() {}

    /**
     * Refuses a port that somebody listens on.
     *
     * @param what who wants it, as the message names it
     * @param setting what to set to choose another one
     */
    public static void requireFree(int port, String what, String setting) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a port whose last connections are still in TIME_WAIT is free
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new ServerStartException(
                    "Port %d is in use by another program, so %s can't have it: stop that program or set %s to a free port"
                            .formatted(port, what, setting),
                    e);
        }
    }

    static int random() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
