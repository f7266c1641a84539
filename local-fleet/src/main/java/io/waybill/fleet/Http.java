package io.waybill.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to the fleet's services, with JSON in and out. */
final class Http {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** Longer than the longest that a service may take on purpose ({@code Prefer: wait=30}). */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    Answer get(URI uri, String token) throws IOException {
        return send(HttpRequest.newBuilder(uri).GET(), token);
    }

    Answer put(URI uri, String token, Object body) throws IOException {
        return send(json(uri).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))), token);
    }

    Answer post(URI uri, String token, Map<String, String> headers, String body) throws IOException {
        HttpRequest.Builder request = json(uri).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request, token);
    }

    private static HttpRequest.Builder json(URI uri) {
        return HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request, String token) throws IOException {
        try {
            HttpResponse<String> response = client.send(
                    request.header("Authorization", "Bearer " + token).timeout(PATIENCE).build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + request.build().uri(), e);
        }
    }
}
