package io.waybill.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.PipelineFile;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.RetryLaterException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a single call may cost us, whatever the other side does. */
class StripeHttpTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final AtomicInteger asked = new AtomicInteger();
    private final StripeSettings settings = new StripeSettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "sk_test_local", Duration.ofSeconds(1),
            null);
    private final StripeHttp http = new StripeHttp(settings, new ProviderCalls(new SimpleMeterRegistry()));
    private final StripeApi stripe = new StripeApi(settings, http, new Turns(settings, PipelineFile.standard()));

    StripeHttpTest() throws IOException {
        server.setExecutor(threads);
        server.start();
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void answers(Answer answer) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterEach
    void stop() {
        http.close();
        threads.shutdownNow();
        server.stop(0);
    }

    @Test
    void anAnswerThatDoesNotEndIsAnOutageAndReadNoFurther() {
        var sent = new AtomicLong();
        var closed = new CountDownLatch(1);
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 << 10];
            try {
                while (sent.addAndGet(block.length) < 1L << 30) {
                    exchange.getResponseBody().write(block);
                }
            } catch (IOException e) {
                closed.countDown(); // the one who asked has hung up
                throw e;
            }
        });

        assertThatThrownBy(() -> stripe.retrieve("pi_1")).isInstanceOf(ApiConnectionException.class);
        await().until(() -> closed.getCount() == 0);
        assertThat(sent.get()).isLessThan(32L << 20); // with what the sockets hold
    }

    @Test
    void aRedirectIsAnOutageAndNotFollowed() {
        answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/v1/payment_intents/pi_2");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThatThrownBy(() -> stripe.retrieve("pi_1")).isInstanceOf(ApiConnectionException.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void anInterruptEndsTheCallItsThreadAndItsConnection() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var request = threads.submit(() -> {
                try (Socket caller = silent.accept()) {
                    asked.incrementAndGet();
                    return caller.getInputStream().readAllBytes(); // returns when the caller hangs up
                }
            });
            var call = new FutureTask<>(() -> stripeAt(silent.getLocalPort()).retrieve("pi_1"));
            Thread attempt = Thread.ofVirtual().start(call);
            await().until(() -> asked.get() == 1);

            attempt.interrupt();

            await().until(() -> !attempt.isAlive());
            assertThat(call.exceptionNow()).isInstanceOf(ApiConnectionException.class);
            assertThat(new String(request.get(), UTF_8)).startsWith("GET /v1/payment_intents/pi_1");
        }
    }

    @Test
    void whenToComeBackMayBeADate() throws Exception {
        try (var throttled = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var _ = threads.submit(() -> {
                try (Socket caller = throttled.accept()) {
                    caller.getOutputStream().write("""
                            HTTP/1.1 429 Too Many Requests
                            Date: Thu, 26 Nov 2026 02:30:00 GMT
                            Retry-After: Thu, 26 Nov 2026 02:30:07 GMT
                            Content-Length: 0

                            """.replace("\n", "\r\n").getBytes(UTF_8));
                    return caller.getInputStream().readAllBytes();
                }
            });

            assertThatThrownBy(() -> stripeAt(throttled.getLocalPort()).retrieve("pi_1"))
                    .isInstanceOfSatisfying(RetryLaterException.class,
                            e -> assertThat(e.delay()).isEqualTo(Duration.ofSeconds(7)));
        }
    }

    private StripeApi stripeAt(int port) {
        var elsewhere = new StripeSettings(URI.create("http://127.0.0.1:" + port), "sk_test_local",
                Duration.ofSeconds(1),
                null);
        return new StripeApi(elsewhere, http, new Turns(elsewhere, PipelineFile.standard()));
    }
}
