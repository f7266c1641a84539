package io.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The providers' simulators: how slow they are, how often they fail, and how long they took. */
final class OutsideWorld {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> PROVIDERS = List.of("stripe", "fraud", "sendgrid", "slack");

    /** What the profile {@code seed} says of the calls that the old chain makes. */
    private static final Map<Call, Duration> STORY = Map.of(new Call("fraud", "score"), Duration.ofMillis(1200),
            new Call("stripe", "confirm"), Duration.ofMillis(3000), new Call("sendgrid", "send"),
            Duration.ofMillis(100),
            new Call("slack", "postMessage"), Duration.ofMillis(100));

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI control;

    /** What is asked of a provider. */
    record Call(String provider, String operation) {}

    OutsideWorld(URI simulators) {
        control = simulators.resolve("/control/");
    }

    /** Answers take no time, and nothing fails. */
    void becomeQuick() {
        send("DELETE", "faults", "");
        profile("zero");
    }

    /**
     * Answers take as long as they do in the world.
     *
     * @param failing the share of requests that each provider answers with 503 instead, at once and without an effect
     */
    void becomeSlow(double failing) {
        send("DELETE", "faults", "");
        fail(failing);
        profile("seed");
    }

    /** The same at so many times the pace, for the calls that the old chain makes. */
    void becomeSlow(double failing, int pace) {
        becomeQuick();
        fail(failing); // first: a request that fails isn't delayed
        STORY.forEach((call, latency) -> send("POST", "faults",
                "{\"provider\":\"%s\",\"operation\":\"%s\",\"kind\":\"delay\",\"delayMs\":%d}".formatted(
                        call.provider(), call.operation(), latency.dividedBy(pace).toMillis())));
    }

    private void fail(double share) {
        if (share > 0) {
            PROVIDERS.forEach(provider -> send("POST", "faults", String.format(Locale.ROOT,
                    "{\"provider\":\"%s\",\"operation\":\"*\",\"kind\":\"status\",\"status\":503,\"rate\":%s}",
                    provider,
                    share)));
        }
    }

    private void profile(String name) {
        send("PUT", "profile", "{\"name\":\"%s\"}".formatted(name));
    }

    /** From now on requests are counted, and timed, anew. */
    void countAnew() {
        send("DELETE", "load", "");
    }

    /** How long half of each call's requests took at most since then, at the providers themselves. */
    Map<Call, Duration> medians() {
        return JSON.readTree(send("GET", "load", "")).path("operations").valueStream().collect(Collectors.toMap(
                each -> new Call(each.path("provider").asString(), each.path("operation").asString()),
                OutsideWorld::median));
    }

    private static Duration median(JsonNode operation) {
        return Duration.ofNanos(Math.round(operation.path("medianMs").asDouble() * 1e6));
    }

    private String send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(control.resolve(path))
                    .timeout(Duration.ofSeconds(30)).method(method, BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
