package io.waybill.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the old chain: the answer is the end. Whoever has waited too long for it gives up. */
final class BaselineClient implements Target, AutoCloseable {

    private static final Ending GIVEN_UP = new Ending("given up");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    private final URI orders;
    private final Duration patience;

    BaselineClient(URI orders, Duration patience) {
        this.orders = orders;
        this.patience = patience;
    }

    @Override
    public Ending place(Wish wish, Runnable accepted) throws InterruptedException {
        var request = HttpRequest.newBuilder(orders).header("Content-Type", "application/json").timeout(patience)
                .POST(BodyPublishers.ofString(wish.body())).build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? ending(JSON.readTree(answer.body()))
                    : Ending.refused(answer.statusCode());
        } catch (HttpTimeoutException _) {
            return GIVEN_UP;
        } catch (IOException _) {
            return Ending.NO_ANSWER;
        }
    }

    private static Ending ending(JsonNode order) {
        return Ending.of(order.path("status").asString(), order.path("reason").asString(""));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
