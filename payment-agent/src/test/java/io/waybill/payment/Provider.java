package io.waybill.payment;

import static org.awaitility.Awaitility.await;

import io.waybill.simulators.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated Stripe, and its own word on what it has done. */
final class Provider implements AutoCloseable {

    private final ConfigurableApplicationContext simulators = Simulators.start("--server.port=0");
    private final URI control = URI.create("http://127.0.0.1:"
            + Objects.requireNonNull(simulators.getEnvironment().getProperty("local.server.port")));
    private final HttpClient http = HttpClient.newHttpClient();

    StripeSettings settings() {
        return new StripeSettings(control.resolve("/stripe"), "sk_test_local", Duration.ofSeconds(1), null);
    }

    void fault(String operation, String kind, int count) {
        send("POST", "/control/faults", """
                {"provider": "stripe", "operation": "%s", "kind": "%s", "count": %d%s}
                """.formatted(operation, kind, count, kind.equals("status") ? ", \"status\": 500" : ""));
    }

    /** @param fault its kind and what belongs to it, with single quotes */
    void inject(String operation, String fault) {
        send("POST", "/control/faults", "{'provider': 'stripe', 'operation': '%s', 'count': 1, %s}"
                .formatted(operation, fault).replace('\'', '"'));
    }

    /** Returns when nothing that was asked for is still to have its effect. */
    void awaitRest() {
        await().until(() -> send("GET", "/control/load", "").get("operations").valueStream()
                .mapToInt(operation -> operation.get("inFlight").asInt()).sum() == 0);
    }

    void noFaults() {
        send("DELETE", "/control/faults", "");
    }

    /** States of what the ledger lists for the order: charges, authorizations or refunds. */
    List<String> states(String list, UUID orderId) {
        return StreamSupport.stream(send("GET", "/control/ledger", "").get(list).spliterator(), false)
                .filter(entry -> entry.get("orderId").asString().equals(orderId.toString()))
                .map(entry -> entry.get("state").asString()).toList();
    }

    void expireHold(UUID orderId) {
        send("POST", "/control/stripe/expire", "{\"orderId\": \"%s\"}".formatted(orderId));
    }

    private JsonNode send(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(control.resolve(path)).header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body)).build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IllegalStateException(method + " " + path + ": " + response.body());
            }
            return JsonMapper.shared().readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        simulators.close();
    }
}
