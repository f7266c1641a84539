package io.waybill.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Takes whatever a fleet sends over OTLP, in this process, and throws it away. */
final class TelemetrySink implements AutoCloseable {

    private final HttpServer server;
    private final AtomicLong taken = new AtomicLong();

    TelemetrySink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Bytes since it was asked before, compressed as they came. */
    long takenSince() {
        return taken.getAndSet(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            taken.addAndGet(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
