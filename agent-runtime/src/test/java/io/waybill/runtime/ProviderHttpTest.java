package io.waybill.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderHttpTest {

    private static final int LONGEST = 1_000;
    private static final int MANY = 300;

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<Integer> connections = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ProviderHttp http = new ProviderHttp(Duration.ofSeconds(5), LONGEST);

    ProviderHttpTest() throws IOException {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void answers(int status, String body) {
        server.createContext("/", exchange -> {
            try (exchange) {
                connections.add(exchange.getRemoteAddress().getPort());
                asked.add("%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestHeaders().get("X-Why"),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                exchange.getResponseHeaders().put("retry-after", List.of("7"));
                exchange.getResponseHeaders().put("Location", List.of("/elsewhere"));
                exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : 0);
                exchange.getResponseBody().write(body.getBytes(UTF_8));
            }
        });
    }

    private ProviderHttp.Answer ask() throws IOException, InterruptedException {
        return http.ask("POST", URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x"),
                Map.of("X-Why", "because"), "question".getBytes(UTF_8));
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    @Test
    void anAnswerIsWhatWasSaidWithHeadersInWhateverCase() throws Exception {
        answers(429, "später");

        assertThat(ask()).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).contains("7");
            assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(answer.header("Date")).isPresent();
            assertThat(answer.header("ETag")).isEmpty();
            assertThat(answer.body()).isEqualTo("später");
        });
        assertThat(asked).containsExactly("POST [because] question");
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        answers(200, "x".repeat(LONGEST));

        ask();
        ask();

        assertThat(connections).hasSize(2).containsOnly(connections.getFirst());
    }

    @Test
    void howManyCallsAreUnderWayIsNotItsConcern() throws Exception {
        var all = new CountDownLatch(MANY);
        server.createContext("/", exchange -> {
            try (exchange) {
                all.countDown();
                all.await();
                exchange.sendResponseHeaders(204, -1);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ProviderHttp.Answer>> calls = callers.invokeAll(Collections.nCopies(MANY, this::ask));

            assertThat(calls).allSatisfy(call -> assertThat(call.resultNow().status()).isEqualTo(204));
        }
    }

    @Test
    void whatIsTooLongIsAnOutageAndItsConnectionIsNotUsedAgain() {
        answers(200, "x".repeat(LONGEST + 1));

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).hasMessageContaining("1000 bytes");
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);

        assertThat(connections).doesNotHaveDuplicates();
    }

    @Test
    void noRedirectIsFollowedAndNothingIsSentAgain() throws Exception {
        answers(307, "");

        assertThat(ask().status()).isEqualTo(307);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var call = new FutureTask<>(() -> http.ask("GET",
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()), Map.of(), null));
            Thread caller = Thread.ofVirtual().start(call);
            try (var _ = silent.accept()) {
                caller.interrupt();
                Awaitility.await().until(call::isDone);
            }
            assertThat(call.exceptionNow()).isInstanceOf(InterruptedException.class);
        }
    }
}
