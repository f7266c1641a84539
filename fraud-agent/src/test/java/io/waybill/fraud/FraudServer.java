package io.waybill.fraud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A fraud service that answers what the test wants, and remembers what it was asked. */
final class FraudServer implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Answer answer = exchange -> send(exchange, 200, "{\"score\":12}");

    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    record Asked(String method, String path, String authorization, String contentType, String body) {}

    FraudServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fraud");
    }

    List<Asked> asked() {
        return asked;
    }

    void answers(int status, String body) {
        answers(status, Map.of(), body);
    }

    void answers(int status, Map<String, String> headers, String body) {
        answer = exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            send(exchange, status, body);
        };
    }

    /** Sends a score after megabytes of nothing. */
    void answersForEver() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 800; i++) {
                exchange.getResponseBody().write(blanks);
            }
            exchange.getResponseBody().write("{\"score\":12}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        };
    }

    /** Doesn't answer; the latch opens when a question has come. */
    CountDownLatch hangs() {
        var reached = new CountDownLatch(1);
        answer = _ -> {
            reached.countDown();
            new CountDownLatch(1).await();
        };
        return reached;
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                String.valueOf(headers.getFirst("Authorization")), String.valueOf(headers.getFirst("Content-Type")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try {
            answer.to(exchange);
        } catch (InterruptedException _) {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
