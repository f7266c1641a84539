package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waybill.fleet.Invoice.Row;
import io.waybill.fleet.Invoice.Sale;
import io.waybill.fleet.Replay.Ended;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private HttpServer server = start();

    @BeforeEach
    void answer() {
        server.createContext("/orders", this::answer);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void countsEachOrderOnceHoweverOftenItHadToBeSent() throws InterruptedException {
        assertThat(replay("completed", "rejected", "unavailable", "slow", "refused"))
                .extracting(Ended::number, Ended::status)
                .containsExactlyInAnyOrder(tuple("completed", "completed"), tuple("rejected", "rejected"),
                        tuple("unavailable", "completed"), tuple("slow", "completed"), tuple("refused", "unfinished"));
        assertThat(tries).containsEntry("unavailable", 2).containsEntry("completed", 1);
    }

    @Test
    void givesAnOrderUpThatDoesNotEnd() throws InterruptedException {
        assertThat(replay("never")).containsExactly(new Ended("never", "unfinished", "still processing after 2 s"));
    }

    private List<Ended> replay(String... numbers) throws InterruptedException {
        var ended = new ArrayList<Ended>();
        var gateway = new GatewayClient(new Http(), Addresses.local(server.getAddress().getPort()), "key");
        new Replay(gateway, InstantSource.system(), Duration.ZERO, Duration.ofSeconds(2))
                .run(List.of(numbers).stream().map(ReplayTest::sale).toList(), ended::add);
        return ended;
    }

    private static Sale sale(String number) {
        return new Sale(number, List.of(new Row("10001", "Cup", 1, BigDecimal.ONE, "17", "France")), List.of());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                String id = exchange.getRequestURI().getPath().substring("/orders/".length());
                send(exchange, 200, id.equals("slow") ? order(id, "completed", true) : order(id, "processing", false));
                return;
            }
            String number = Http.JSON.readTree(exchange.getRequestBody()).path("reference").asString();
            int attempt = tries.merge(number, 1, Integer::sum);
            switch (number) {
                case "slow", "never" -> send(exchange, 202, order(number, "accepted", false));
                case "refused" -> send(exchange, 400, "{}");
                case "unavailable" -> send(exchange, attempt == 1 ? 503 : 200, order(number, "completed", true));
                default -> send(exchange, 200, order(number, number, true));
            }
        }
    }

    private static String order(String id, String status, boolean ended) {
        return """
                { "id": "%s", "status": "%s", "acceptedAt": "2026-01-01T00:00:00Z", "endedAt": %s }
                """.formatted(id, status, ended ? "\"2026-01-01T00:00:01Z\"" : "null");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static HttpServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
