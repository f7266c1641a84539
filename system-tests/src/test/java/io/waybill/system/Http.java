package io.waybill.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server, as a user's program talks to it. */
record Http(int port, String bearer) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .executor(Executors.newVirtualThreadPerTaskExecutor()).build();

    JsonNode get(String path) {
        return json(send("GET", path, ""));
    }

    JsonNode post(String path, String body, String... headers) {
        return json(send("POST", path, body, headers));
    }

    JsonNode put(String path, String body) {
        return json(send("PUT", path, body));
    }

    void delete(String path) {
        json(send("DELETE", path, ""));
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + bearer).header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body));
            return CLIENT.send(headers.length == 0 ? request.build() : request.headers(headers).build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer that goes on, line by line; it may end with an {@code UncheckedIOException}. Headers without a value aren't sent. */
    Stream<String> lines(String path, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + bearer);
        for (int i = 0; i < headers.length; i += 2) {
            if (!headers[i + 1].isEmpty()) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofLines()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return JsonMapper.shared().readTree(response.body().isEmpty() ? "null" : response.body());
    }
}
