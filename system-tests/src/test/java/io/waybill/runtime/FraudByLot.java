package io.waybill.runtime;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A fraud service that may say something else each time it's asked, which the simulator never does. */
final class FraudByLot implements AutoCloseable {

    private final Map<String, Lot> lots = new ConcurrentHashMap<>();
    private final HttpServer server;

    FraudByLot() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/score", exchange -> {
            String order = JsonMapper.shared().readTree(exchange.getRequestBody()).get("orderId").asString();
            boolean refuses = lots.getOrDefault(order, Lot.NONE).refuses(Lot.What.FRAUD);
            byte[] answer = (refuses ? "{\"score\": 95}" : "{\"score\": 5}").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void expect(String order, Lot lot) {
        lots.put(order, lot);
    }

    void forget(String order) {
        lots.remove(order);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
