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
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
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
    Struck mend() {
        return Struck.of(JSON.readTree(send("DELETE", "faults", "")).path("faults"));
    }

    /** From now on requests are counted anew. */
    void countAnew() {
        send("DELETE", "load", "");
    }

    /** How many requests there were for an operation since then. */
    long requests(String operation) {
        return load(operation).path("requests").asLong();
    }

    /** How many of them there were at once at most. */
    long peak(String operation) {
        return load(operation).path("peak").asLong();
    }

    /** How many came back sooner than they had been told to, since then. */
    long early() {
        return JSON.readTree(send("GET", "load", "")).path("early").asLong();
    }

    /** Of which orders money has been taken; twice when it was taken twice. */
    List<String> charges() {
        return StreamSupport.stream(ledger("").path("charges").spliterator(), false)
                .map(charge -> charge.path("orderId").asString()).toList();
    }

    /** How many mails and chat messages were taken since then. */
    long messages(Instant since) {
        JsonNode ledger = ledger("?since=" + since);
        return (long) ledger.path("mails").size() + ledger.path("slack").size();
    }

    private JsonNode ledger(String query) {
        return JSON.readTree(send("GET", "ledger" + query, ""));
    }

    private JsonNode load(String operation) {
        return StreamSupport.stream(JSON.readTree(send("GET", "load", "")).path("operations").spliterator(), false)
                .filter(each -> each.path("operation").asString().equals(operation)).findFirst().orElseThrow();
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
