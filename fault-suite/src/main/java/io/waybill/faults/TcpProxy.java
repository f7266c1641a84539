package io.waybill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bad network between the services and a server on this machine. A connection that has lost an answer never passes
 * another one, as TCP would have it: it hangs half-open until it is cut.
 */
final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final ServerSocket listener;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final LongAdder droppedAnswers = new LongAdder();
    private volatile int target;
    private volatile boolean dropping;

    /** Listens at once; the server needn't be there yet. */
    TcpProxy(int port, int target) {
        this.target = target;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true); // after a run that was killed, connections linger in TIME_WAIT
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy on port " + port, e);
        }
        Thread.ofVirtual().name("proxy-" + port).start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Where new connections go; those that are there stay where they are until they are {@link #cut}. */
    void lead(int newTarget) {
        target = newTarget;
    }

    /** From now on the server hears everything and nobody hears the server, on every connection. */
    void dropAnswers() {
        dropping = true;
    }

    /** New connections are good again, and those that lost an answer end. */
    void heal() {
        dropping = false;
        lines.stream().filter(line -> line.lossy).forEach(Line::close);
    }

    /** Ends every connection, as a restarted router would. */
    void cut() {
        lines.forEach(Line::close);
    }

    /** How many times something that the server said was thrown away. */
    long droppedAnswers() {
        return droppedAnswers.sum();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // closed: the loop's condition says so
            }
        }
    }

    private void connect(Socket client) {
        try {
            var line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), target));
            lines.add(line);
            line.open();
        } catch (IOException nobodyThere) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is as gone as it can be
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    /** One connection, from the client to the server. */
    private final class Line {

        private final Socket client;
        private final Socket server;
        private volatile boolean lossy;

        private Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void open() throws IOException {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, server, false));
            Thread.ofVirtual().start(() -> pump(server, client, true));
        }

        private void pump(Socket from, Socket to, boolean answers) {
            byte[] chunk = new byte[CHUNK];
            try {
                for (int read; (read = from.getInputStream().read(chunk)) >= 0;) {
                    if (answers && isLost()) {
                        continue;
                    }
                    to.getOutputStream().write(chunk, 0, read);
                }
            } catch (IOException ended) {
                // by either side, or by us
            } finally {
                close();
            }
        }

        private boolean isLost() {
            if (dropping) {
                lossy = true;
            }
            if (lossy) {
                droppedAnswers.increment();
            }
            return lossy;
        }

        private void close() {
            lines.remove(this);
            closeQuietly(client);
            closeQuietly(server);
        }
    }
}
