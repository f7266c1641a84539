package io.waybill.payment;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.waybill.runtime.ProviderCall;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.ProviderHttp;
import io.waybill.runtime.ProviderHttp.Answer;
import io.waybill.runtime.RetryLaterException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** stripe-java over a client that sends nothing twice and ends with its thread; an answer without a body is an outage. */
@Component
final class StripeHttp extends com.stripe.net.HttpClient implements AutoCloseable {

    /** An intent takes some 5 KB. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private final ProviderCalls calls;
    private final ProviderHttp http;
    /** Made once: it looks through the class path, which took an eighth of the service's processor time. */
    private final String clientUserAgent = buildXStripeClientUserAgentString();

    StripeHttp(StripeSettings settings, ProviderCalls calls) {
        this.calls = calls;
        this.http = new ProviderHttp(settings.connectTimeout(), LONGEST_ANSWER);
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        URI uri = URI.create(request.url().toString());
        var asked = new ProviderCalls.Request("stripe", operation(uri.getPath()), request.method().name(), uri);
        try {
            Answer answer = calls.make(asked, call -> send(request, uri, call));
            return new StripeResponse(answer.status(), HttpHeaders.of(answer.headers()), answer.body());
        } catch (IOException e) {
            throw new ApiConnectionException("no answer from " + request.url().getHost() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted", e);
        }
    }

    private Answer send(StripeRequest request, URI uri, ProviderCall call) throws IOException, InterruptedException {
        byte[] body = request.content() == null ? null : request.content().byteArrayContent();
        Answer answer = http.ask(request.method().name(), uri, headers(request, call), body);
        call.answered(answer.status());
        refuseWhileThrottled(answer);
        if (answer.body().isBlank()) { // stripe-java takes it for granted that errors have a body
            throw new IOException("an empty answer with status " + answer.status());
        }
        return answer;
    }

    /** The end of the path says it, where it isn't an intent's id. */
    private static String operation(String path) {
        String end = path.substring(path.lastIndexOf('/') + 1);
        return switch (end) {
            case "payment_intents" -> "create";
            case "refunds" -> "refund";
            case "confirm", "capture", "cancel" -> end;
            default -> "retrieve";
        };
    }

    /** A 429 had no effect; when it says when to come back, that is kept. */
    private static void refuseWhileThrottled(Answer answer) {
        if (answer.status() == 429) {
            answer.retryAfter().ifPresent(delay -> {
                throw new RetryLaterException("Stripe answered 429", delay);
            });
        }
    }

    private Map<String, String> headers(StripeRequest request, ProviderCall call) {
        var headers = new HashMap<String, String>();
        call.headers(headers::put);
        request.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.put("User-Agent", buildUserAgentString(request));
        headers.put("X-Stripe-Client-User-Agent", clientUserAgent);
        if (request.content() != null) {
            headers.put("Content-Type", request.content().contentType());
        }
        return headers;
    }

    @Override
    public void close() {
        http.close();
    }
}
