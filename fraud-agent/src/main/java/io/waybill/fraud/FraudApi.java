package io.waybill.fraud;

import io.waybill.contracts.Order;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.runtime.ProviderCall;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.RetryAfter;
import io.waybill.runtime.RetryLaterException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fraud service's {@code POST /v1/score}. Asking changes nothing there, so it may be repeated. Whatever isn't plainly
 * a score is an outage: neither a yes nor a no.
 */
@Component
class FraudApi implements AutoCloseable {

    /** A score needs a dozen bytes; an answer that doesn't end must not fill the memory. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final FraudSettings settings;
    private final ProviderCalls calls;
    private final HttpClient http;

    FraudApi(FraudSettings settings, ProviderCalls calls) {
        this.settings = settings;
        this.calls = calls;
        this.http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * From 0, trusted, to 100. Ends at once when the thread is interrupted.
     *
     * @throws PermanentFailureException when the service will never answer this key or this request
     * @throws RetryLaterException when the service said when to come back
     * @throws IOException for any other outage
     */
    int score(Order order) throws IOException, InterruptedException {
        return calls.make(new ProviderCalls.Request("fraud", "score", "POST", settings.scores()), call -> {
            var answer = http.send(request(order, call),
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
            call.answered(answer.statusCode());
            if (answer.statusCode() == 200) {
                return scoreIn(answer.body());
            }
            throw notAScore(answer);
        });
    }

    private HttpRequest request(Order order, ProviderCall call) {
        var question = new Question(order.id().toString(), order.total(), order.currency(), order.customer().email(),
                order.shipTo().country());
        var request = HttpRequest.newBuilder(settings.scores());
        call.headers(request::header);
        return request
                .header("Authorization", "Bearer " + settings.apiKey())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question)))
                .build();
    }

    private static int scoreIn(byte[] body) throws IOException {
        try {
            JsonNode score = JSON.readTree(body).path("score");
            if (score.isIntegralNumber() && score.canConvertToInt() && score.intValue() >= 0
                    && score.intValue() <= 100) {
                return score.intValue();
            }
        } catch (JacksonException _) {
            // The same as JSON without a score. The parser's message would quote what may be personal data.
        }
        throw new IOException("The fraud service's answer holds no score from 0 to 100");
    }

    /** Merchants read it in their orders: where the service is isn't theirs to know. */
    private static IOException notAScore(HttpResponse<?> answer) {
        String what = "The fraud service answered " + answer.statusCode();
        var outage = new IOException(what);
        switch (answer.statusCode()) {
            case 401, 403 -> throw new PermanentFailureException(
                    what + ": set FRAUD_API_KEY (waybill.fraud.api-key) to a key that it accepts", outage);
            case 400, 404, 422 -> throw new PermanentFailureException(
                    what + ": check that FRAUD_API_BASE (waybill.fraud.base) is its address", outage);
            default -> retryAfter(answer).ifPresent(delay -> {
                throw new RetryLaterException(what, delay);
            });
        }
        return outage;
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return RetryAfter.parse(answer.headers().firstValue("Retry-After").orElse(null),
                answer.headers().firstValue("Date").orElse(null));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private record Question(String orderId, long amount, String currency, String email, String country) {}
}
