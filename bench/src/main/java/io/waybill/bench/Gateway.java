package io.waybill.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Waybill's gateways, each in its turn, as a merchant uses them. */
final class Gateway implements AutoCloseable {

    /** Longer than the longest that a gateway may take on purpose ({@code Prefer: wait=30}). */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<URI> gateways;
    private final String apiKey;

    Gateway(List<URI> gateways, String apiKey) {
        this.gateways = List.copyOf(gateways);
        this.apiKey = apiKey;
    }

    /** Sends an order; the answer may be any. */
    HttpResponse<String> order(Wish wish) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(next("/orders")).POST(BodyPublishers.ofString(wish.body())));
    }

    /** The same, and the gateway is asked to answer with the order when it has ended, within 30 s. */
    HttpResponse<String> orderAndItsEnd(Wish wish) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(next("/orders")).POST(BodyPublishers.ofString(wish.body()))
                .header("Prefer", "wait=30"));
    }

    /** Lets an agent begin nothing more, in all instances; {@link #resume} lets it go on. */
    void pause(String agent) throws IOException, InterruptedException {
        operate(agent, "pause");
    }

    void resume(String agent) throws IOException, InterruptedException {
        operate(agent, "resume");
    }

    private void operate(String agent, String what) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(next("/ops/agents/%s/%s".formatted(agent, what)))
                .POST(BodyPublishers.ofString("{\"reason\":\"benchmark\"}")));
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s %s: %d %s".formatted(what, agent, answer.statusCode(), answer.body()));
        }
    }

    private URI next(String path) {
        return gateways.get(Math.floorMod(turn.getAndIncrement(), gateways.size())).resolve(path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + apiKey).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
