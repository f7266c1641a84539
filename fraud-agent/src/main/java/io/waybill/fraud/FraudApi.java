package io.waybill.fraud;

import io.waybill.contracts.Order;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.runtime.ProviderCall;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.ProviderHttp;
import io.waybill.runtime.ProviderHttp.Answer;
import io.waybill.runtime.RetryLaterException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
    private final ProviderHttp http;

    FraudApi(FraudSettings settings, ProviderCalls calls) {
        this.settings = settings;
        this.calls = calls;
        this.http = new ProviderHttp(settings.connectTimeout(), LONGEST_ANSWER);
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
            Answer answer = http.ask("POST", settings.scores(), headers(call), question(order));
            call.answered(answer.status());
            if (answer.status() == 200) {
                return scoreIn(answer.body());
            }
            throw notAScore(answer);
        });
    }

    private Map<String, String> headers(ProviderCall call) {
        var headers = new HashMap<String, String>();
        call.headers(headers::put);
        headers.put("Authorization", "Bearer " + settings.apiKey());
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        return headers;
    }

    private static byte[] question(Order order) {
        return JSON.writeValueAsBytes(new Question(order.id().toString(), order.total(), order.currency(),
                order.customer().email(), order.shipTo().country()));
    }

    private static int scoreIn(String body) throws IOException {
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
    private static IOException notAScore(Answer answer) {
        String what = "The fraud service answered " + answer.status();
        var outage = new IOException(what);
        switch (answer.status()) {
            case 401, 403 -> throw new PermanentFailureException(
                    what + ": set FRAUD_API_KEY (waybill.fraud.api-key) to a key that it accepts", outage);
            case 400, 404, 422 -> throw new PermanentFailureException(
                    what + ": check that FRAUD_API_BASE (waybill.fraud.base) is its address", outage);
            default -> answer.retryAfter().ifPresent(delay -> {
                throw new RetryLaterException(what, delay);
            });
        }
        return outage;
    }

    @Override
    public void close() {
        http.close();
    }

    private record Question(String orderId, long amount, String currency, String email, String country) {}
}
