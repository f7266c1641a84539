package io.waybill.simulators;

import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulators on a random port with a clock to be moved by hand; started once for all tests. */
final class Lab {

    private static final Lab SHARED = new Lab();

    private final ConfigurableApplicationContext context;
    private final URI base;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.shared();

    private static final class Clock {
        @Bean
        @Primary
        ManualClock manualClock() {
            return new ManualClock();
        }
    }

    private Lab() {
        System.setProperty("sun.net.http.retryPost", "false"); // or the JDK repeats a POST whose answer was dropped
        context = Simulators.application(Clock.class).run("--server.port=0",
                "--waybill.simulators.webhook.target=http://127.0.0.1:1/nobody");
        var server = ((WebServerApplicationContext) context).getWebServer();
        base = URI.create("http://127.0.0.1:" + (server == null ? 0 : server.getPort()));
    }

    /** With no faults, no delays and no memory of earlier tests. */
    static Lab fresh() {
        SHARED.request("DELETE", "/control/faults", "");
        SHARED.request("DELETE", "/control/ledger", "");
        SHARED.request("DELETE", "/control/load", "");
        SHARED.request("PUT", "/control/profile", "{\"name\":\"zero\"}");
        return SHARED;
    }

    URI base() {
        return base;
    }

    ManualClock clock() {
        return context.getBean(ManualClock.class);
    }

    StripeClient stripe() {
        return stripe("sk_test_waybill");
    }

    StripeClient stripe(String apiKey) {
        return StripeClient.builder().setApiKey(apiKey).setApiBase(base + "/stripe").setMaxNetworkRetries(0)
                .setConnectTimeout(2000).setReadTimeout(10_000).build();
    }

    static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    /** 25.50 USD, held for a later capture and confirmed at once. */
    static PaymentIntentCreateParams.Builder held(String orderId) {
        return PaymentIntentCreateParams.builder().setAmount(2550L).setCurrency("usd")
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL).setConfirm(true)
                .setPaymentMethod("pm_card_visa").addPaymentMethodType("card").putMetadata("order_id", orderId);
    }

    HttpResponse<String> request(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Answers the id; the text blocks of tests may use single quotes. */
    String inject(String fault) {
        var answer = request("POST", "/control/faults", fault.replace('\'', '"'));
        return json.readTree(answer.body()).path("id").asString();
    }

    long fired(String faultId) {
        return get("/control/faults").path("faults").valueStream()
                .filter(fault -> fault.path("id").asString().equals(faultId))
                .mapToLong(fault -> fault.path("fired").asLong())
                .sum();
    }

    JsonNode ledger(String list) {
        return get("/control/ledger").path(list);
    }

    JsonNode get(String path) {
        return json.readTree(request("GET", path, "").body());
    }

    HttpResponse<String> score(String body) {
        return request("POST", "/fraud/v1/score", body.replace('\'', '"'), "Authorization", "Bearer fraud-key");
    }

    static final String HONEST = """
            {'orderId': 'o-1', 'amount': 2550, 'currency': 'USD', 'email': 'ann@example.com', 'country': 'US'}""";
}
