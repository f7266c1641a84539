package io.waybill.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waybill.contracts.InvalidOrderException;
import io.waybill.contracts.OrderJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /orders} of the old system: a worker of a fixed pool is the request's own until its answer, and requests
 * beyond the pool wait. Answers 200 with {@code "status"}: completed or rejected; 502 when a provider failed, 500 when
 * anything else did. Whoever hangs up doesn't stop the worker.
 */
final class BaselineServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BaselineServer.class);
    private static final int MOST_WAITING_CONNECTIONS = 1000;
    private static final String FAILED = "{\"status\":\"failed\"}";

    private final BaselineChain chain;
    private final HttpServer http;

    /** @param port 0 for any */
    BaselineServer(BaselineChain chain, int port, int workers) throws IOException {
        this.chain = chain;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                MOST_WAITING_CONNECTIONS);
        http.setExecutor(Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("worker-", 1).factory()));
        http.createContext("/orders", this::order);
    }

    BaselineServer start() {
        http.start();
        return this;
    }

    int port() {
        return http.getAddress().getPort();
    }

    private void order(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange.getRequestBody().readAllBytes());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(byte[] document) {
        UUID id = UUID.randomUUID();
        try {
            chain.handle(OrderJson.read(document, id, "baseline"));
            return new Answer(200, "{\"id\":\"%s\",\"status\":\"completed\"}".formatted(id));
        } catch (BaselineRefusal e) {
            return new Answer(200, "{\"id\":\"%s\",\"status\":\"rejected\",\"reason\":\"%s\"}".formatted(id,
                    e.reason().code()));
        } catch (InvalidOrderException e) {
            return new Answer(400, "{\"status\":\"invalid\"}");
        } catch (IOException e) {
            log.info("{} failed: {}", id, e.getMessage());
            return new Answer(502, FAILED);
        } catch (InterruptedException | RuntimeException e) {
            log.warn("{} failed", id, e);
            return new Answer(500, FAILED);
        }
    }

    private record Answer(int status, String body) {}

    @Override
    public void close() {
        http.stop(0);
    }
}
