package io.waybill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/** The providers' simulators: slowed down, broken, mended. */
final class Providers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI control;

    Providers(URI simulators) {
        control = simulators.resolve("/control/");
    }

    /** @param name {@code zero}, or {@code seed} for latencies as they are in the world */
    void profile(String name) {
        send("PUT", "profile", "{\"name\":\"%s\"}".formatted(name));
    }

    /** @param fault as the simulators' page describes it */
    void hurt(String fault) {
        send("POST", "faults", fault);
    }

    /** Mends everything; returns how often what was in force has struck. */
    long mend() {
        return StreamSupport.stream(JSON.readTree(send("DELETE", "faults", "")).path("faults").spliterator(), false)
                .mapToLong(fault -> fault.path("fired").asLong()).sum();
    }

    private String send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(control.resolve(path))
                    .timeout(Duration.ofSeconds(60)).method(method, BodyPublishers.ofString(body)).build(),
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
