package io.waybill.payment;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.waybill.runtime.ProviderCall;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.RetryAfter;
import io.waybill.runtime.RetryLaterException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/**
 * stripe-java over the JDK's HTTP client: it keeps as many connections as are used, an interrupt ends a call and its
 * connection, no answer fills the memory, no redirect is followed, and a POST that got no answer isn't sent again behind our
 * back (HttpURLConnection, the SDK's default, does that).
 */
@Component
final class StripeHttp extends com.stripe.net.HttpClient implements AutoCloseable {

    /** An intent takes some 5 KB. */
    private static final int LONGEST_ANSWER = 1 << 20;
    /** For those that no agent's timeout interrupts. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final ProviderCalls calls;
    private final HttpClient http;
    /** Made once: it looks through the class path, which took an eighth of the service's processor time. */
    private final String clientUserAgent = buildXStripeClientUserAgentString();

    StripeHttp(StripeSettings settings, ProviderCalls calls) {
        this.calls = calls;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        try {
            var response = calls.make(asked(request), call -> send(request, call));
            return new StripeResponse(response.statusCode(), HttpHeaders.of(response.headers().map()), response.body());
        } catch (IOException e) {
            throw new ApiConnectionException("no answer from " + request.url().getHost() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted", e);
        }
    }

    private HttpResponse<String> send(StripeRequest request, ProviderCall call)
            throws IOException, InterruptedException {
        var response = http.send(httpRequest(request, call),
                BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
        call.answered(response.statusCode());
        refuseWhileThrottled(response);
        if (response.body().isBlank()) { // stripe-java takes it for granted that errors have a body
            throw new IOException("an empty answer with status " + response.statusCode());
        }
        return response;
    }

    private static ProviderCalls.Request asked(StripeRequest request) {
        URI uri = URI.create(request.url().toString());
        return new ProviderCalls.Request("stripe", operation(uri.getPath()), request.method().name(), uri);
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
    private static void refuseWhileThrottled(HttpResponse<String> response) {
        if (response.statusCode() == 429) {
            var headers = response.headers();
            RetryAfter.parse(headers.firstValue("Retry-After").orElse(null), headers.firstValue("Date").orElse(null))
                    .ifPresent(delay -> {
                        throw new RetryLaterException("Stripe answered 429", delay);
                    });
        }
    }

    private HttpRequest httpRequest(StripeRequest request, ProviderCall call) {
        var builder = HttpRequest.newBuilder(URI.create(request.url().toString())).timeout(LONGEST_WAIT);
        call.headers(builder::header);
        request.headers().map().forEach((name, values) -> builder.header(name, String.join(",", values)));
        builder.header("User-Agent", buildUserAgentString(request))
                .header("X-Stripe-Client-User-Agent", clientUserAgent);
        BodyPublisher body = BodyPublishers.noBody();
        if (request.content() != null) {
            builder.header("Content-Type", request.content().contentType());
            body = BodyPublishers.ofByteArray(request.content().byteArrayContent());
        }
        return builder.method(request.method().name(), body).build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
