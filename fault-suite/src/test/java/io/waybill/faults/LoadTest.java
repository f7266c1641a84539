package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private final ClientLog log = new ClientLog();
    private final AtomicInteger requests = new AtomicInteger();
    private IntUnaryOperator statusOfRequest = number -> 202;
    private Duration pause = Duration.ZERO;
    private final HttpServer gateway = gateway();
    private final URI uri = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void arrivalsDontWaitForAnswers() throws InterruptedException {
        pause = Duration.ofMillis(500);
        long begun = System.nanoTime();

        send(LoadTest::withoutKey, 50, 20, uri);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(log.calls()).hasSize(20).allMatch(Call::isAccepted)
                .allMatch(call -> call.took().compareTo(pause) >= 0);
    }

    @Test
    void aRefusedRequestIsRepeatedUnderItsKey() throws InterruptedException {
        statusOfRequest = number -> number == 1 ? 503 : 202;

        send(LoadTest::withKey, 10, 1, uri);

        assertThat(log.calls()).extracting(Call::status).containsExactly(503, 202);
        assertThat(log.calls()).extracting(Call::repeat).containsExactly(false, true);
        assertThat(log.calls().getFirst().retryAfter()).hasValue("1");
    }

    @Test
    void whatHasNoKeyIsNeverRepeated() throws InterruptedException {
        statusOfRequest = number -> 503;

        send(LoadTest::withoutKey, 10, 1, uri);

        assertThat(log.calls()).extracting(Call::status).containsExactly(503);
    }

    @Test
    void aGatewayThatRefusesTheConnectionIsLeftOut() throws InterruptedException {
        send(LoadTest::withoutKey, 50, 4, URI.create("http://127.0.0.1:1"), uri);

        assertThat(log.calls()).hasSize(4).allMatch(Call::isAccepted);
    }

    @Test
    void anAnswerGivesTheOrdersNumberAndTheCheckerItsFingerprint() throws InterruptedException {
        send(LoadTest::withKey, 10, 1, uri);

        assertThat(log.calls().getFirst().orderId()).hasValue("o-1");
        assertThat(log.requests().getFirst().bodySha256()).hasSize(64);
        assertThat(log.requests().getFirst().key()).isEqualTo("key-1");
    }

    private static Wish withoutKey() {
        return Wish.of(Kind.GOOD, "PO-1", "SKU-1");
    }

    private static Wish withKey() {
        return new Wish(Kind.GOOD, "PO-1", Optional.of("key-1"), false, "{}");
    }

    private void send(Supplier<Wish> wishes, double perSecond, int orders, URI... gateways)
            throws InterruptedException {
        try (var clients = new Clients(List.of(gateways), () -> List.of(gateways), "secret")) {
            Load.begin(clients, log, wishes, perSecond, orders).await();
        }
    }

    private HttpServer gateway() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/orders", this::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        int number = requests.incrementAndGet();
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = "{\"id\":\"o-%d\"}".formatted(number).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Retry-After", "1");
        exchange.sendResponseHeaders(statusOfRequest.applyAsInt(number), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
