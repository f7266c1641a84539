package io.waybill.checker;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Providers whose ledger says what a test wants it to. */
final class Outside implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, List<String>> lists = new HashMap<>();
    String begun = "2020-01-01T00:00:00.000Z";
    long forgotten;

    Outside() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/control/ledger", exchange -> {
            byte[] body = ledger().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void charged(UUID order, String intent, long amount, long refunded, String currency) {
        add("charges", """
                {"id": "ch_1", "orderId": "%s", "paymentIntent": "%s", "amount": %d, "refunded": %d, "currency": "%s",
                 "state": "succeeded", "at": "2026-11-24T10:00:00.000Z"}
                """.formatted(order, intent, amount, refunded, currency));
    }

    void held(UUID order, String intent, String state) {
        add("authorizations", """
                {"id": "ch_1", "orderId": "%s", "paymentIntent": "%s", "amount": 2550, "currency": "USD", "state": "%s"}
                """.formatted(order, intent, state));
    }

    void mailed(UUID order) {
        add("mails", """
                {"id": "m", "orderId": "%s", "to": ["ada@example.com"], "subject": "Sold"}
                """.formatted(order));
    }

    void posted(UUID order) {
        add("slack", """
                {"id": "s", "orderId": "%s", "channel": "orders", "text": "Sold"}
                """.formatted(order));
    }

    /** What somebody tried by hand is nothing of Waybill's. */
    void strange() {
        add("charges",
                """
                        {"id": "ch_x", "orderId": "mine", "paymentIntent": "pi_x", "amount": 1, "refunded": 0, "currency": "USD"}
                        """);
        add("charges", """
                {"id": "ch_y", "orderId": null, "paymentIntent": "pi_y", "amount": 1, "refunded": 0, "currency": "USD"}
                """);
    }

    void forget(String list, UUID order) {
        lists.getOrDefault(list, new ArrayList<>()).removeIf(entry -> entry.contains(order.toString()));
    }

    private void add(String list, String entry) {
        lists.computeIfAbsent(list, _ -> new ArrayList<>()).add(entry);
    }

    private String ledger() {
        var text = new StringBuilder("{\"begun\": \"" + begun + "\", \"refunds\": [{\"id\": \"re\"}]");
        List.of("charges", "authorizations", "mails", "slack").forEach(
                list -> text.append(", \"%s\": %s".formatted(list, lists.getOrDefault(list, List.of()))));
        return text.append(", \"forgotten\": ").append(forgotten).append('}').toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
