package io.waybill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Merchants behind a load balancer that takes healthy gateways in turn and goes on to the next when one refuses the connection. */
final class Clients implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<URI> gateways;
    private final Supplier<List<URI>> healthy;
    private final String apiKey;

    /** @param healthy those of the gateways that orders are sent to; asked anew for each */
    Clients(List<URI> gateways, Supplier<List<URI>> healthy, String apiKey) {
        this.gateways = List.copyOf(gateways);
        this.healthy = healthy;
        this.apiKey = apiKey;
    }

    /** Sends an order and returns when its fate is known, or never will be. */
    Call order(Wish wish, Instant due, boolean repeat) throws InterruptedException {
        List<URI> those = inTurn(healthy.get());
        for (int tried = 1;; tried++) {
            URI gateway = those.get(tried - 1);
            try {
                HttpResponse<String> answer = http.send(request(gateway, wish), BodyHandlers.ofString());
                return new Call(wish, gateway, due, since(due), answer.statusCode(), answer.body(),
                        answer.headers().firstValue("Retry-After"), orderId(answer), repeat,
                        answer.headers().firstValue("Idempotency-Replayed").isPresent());
            } catch (IOException e) {
                if (!(e instanceof ConnectException) || tried == those.size()) {
                    return new Call(wish, gateway, due, since(due), 0, e.toString(), Optional.empty(),
                            Optional.empty(), repeat, false);
                }
            }
        }
    }

    /** What a gateway says, each in its turn, or the next that can be reached: the status and the body. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json"), path);
    }

    /** @param token the operators' token */
    void put(URI uri, String token, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + token).timeout(PATIENCE)
                .build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("PUT %s: %d %s".formatted(uri, answer.statusCode(), answer.body()));
        }
    }

    /** What a service says of itself under {@code /actuator/prometheus}, all of this name added up; 0 when there is none. */
    double metric(URI service, String name) {
        return metric(service, name, "");
    }

    /** @param label which those that count must have, such as {@code area="heap"} */
    double metric(URI service, String name, String label) {
        try {
            return http.send(HttpRequest.newBuilder(service.resolve("/actuator/prometheus")).timeout(PATIENCE).build(),
                    BodyHandlers.ofLines()).body()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .filter(line -> line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        IOException failed = new IOException("no gateway");
        for (URI gateway : inTurn(gateways)) {
            try {
                return http.send(authorized(request.uri(gateway.resolve(path))), BodyHandlers.ofString());
            } catch (IOException e) {
                failed = e;
            }
        }
        throw failed;
    }

    /** The same, another first each time. */
    private List<URI> inTurn(List<URI> those) {
        var rotated = new ArrayList<URI>(those);
        Collections.rotate(rotated, turn.getAndIncrement());
        return rotated;
    }

    private HttpRequest request(URI gateway, Wish wish) {
        var request = HttpRequest.newBuilder(gateway.resolve("/orders")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wish.body()));
        wish.key().ifPresent(key -> request.header("Idempotency-Key", key));
        return authorized(request);
    }

    private HttpRequest authorized(HttpRequest.Builder request) {
        return request.setHeader("Authorization", "Bearer " + apiKey).timeout(PATIENCE).build();
    }

    private static Optional<String> orderId(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            return Optional.empty();
        }
        try {
            JsonNode id = JSON.readTree(answer.body()).path("id");
            return id.isString() ? Optional.of(id.asString()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Duration since(Instant due) {
        return Duration.between(due, Instant.now());
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
