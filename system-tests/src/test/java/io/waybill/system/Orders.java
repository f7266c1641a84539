package io.waybill.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A merchant's view of its orders. */
record Orders(Http gateway) {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Accepts the order and returns its id. */
    String place(NewOrder order) {
        return gateway.post("/orders", order.json()).get("id").asString();
    }

    JsonNode settled(String id) {
        return await(id, order -> order.hasNonNull("settledAt"));
    }

    JsonNode settled(NewOrder order) {
        return settled(place(order));
    }

    JsonNode await(String id, Predicate<JsonNode> condition) {
        return Awaitility.await().atMost(LONGEST).pollInterval(Duration.ofMillis(100))
                .until(() -> gateway.get("/orders/" + id), condition);
    }

    /** The order's steps by agent. */
    static Map<String, JsonNode> steps(JsonNode order) {
        return StreamSupport.stream(order.get("steps").spliterator(), false)
                .collect(Collectors.toMap(step -> step.get("agent").asString(), step -> step));
    }

    static JsonNode step(JsonNode order, String agent) {
        return Objects.requireNonNull(steps(order).get(agent), () -> agent + " in " + order);
    }

    static Instant time(JsonNode node, String name) {
        return Instant.parse(node.get(name).asString());
    }

    static boolean overlap(JsonNode one, JsonNode other) {
        return time(one, "startedAt").isBefore(time(other, "endedAt"))
                && time(other, "startedAt").isBefore(time(one, "endedAt"));
    }
}
