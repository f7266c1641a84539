package io.waybill.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** An order as {@code GET /orders/{id}} shows it, as far as the console is interested. */
record OrderState(String id, String reference, String status, Optional<String> reason, Optional<String> reasonDetail,
        long total,
        String currency, Instant acceptedAt, Optional<Instant> endedAt, Optional<Instant> settledAt, List<Step> steps) {

    /** One agent's part. A step that hasn't begun has no times. */
    record Step(String agent, String status, int attempts, Optional<Instant> startedAt, Optional<Instant> endedAt,
            Optional<String> reason, Optional<Waiting> waitingFor) {

        private static Step of(JsonNode step) {
            return new Step(step.path("agent").asString(), step.path("status").asString(),
                    step.path("attempts").asInt(0),
                    time(step, "startedAt"), time(step, "endedAt"), text(step, "reason"),
                    Waiting.of(step.path("waitingFor")));
        }
    }

    /** What a step waits for, and until when, as far as that is known. */
    record Waiting(String cause, Optional<Instant> until, Optional<String> detail) {

        private static Optional<Waiting> of(JsonNode waiting) {
            return text(waiting, "cause")
                    .map(cause -> new Waiting(cause, time(waiting, "until"), text(waiting, "detail")));
        }

        @Override
        public String toString() {
            return "waits: " + cause + until.map(time -> " until " + time).orElse("")
                    + detail.map(text -> ": " + text).orElse("");
        }
    }

    static OrderState of(JsonNode order) {
        return new OrderState(order.path("id").asString(), order.path("reference").asString(""),
                order.path("status").asString(), text(order, "reason"), text(order, "reasonDetail"),
                order.path("total").asLong(0), order.path("currency").asString(""),
                time(order, "acceptedAt").orElse(Instant.EPOCH), time(order, "endedAt"), time(order, "settledAt"),
                StreamSupport.stream(order.path("steps").spliterator(), false).map(Step::of).toList());
    }

    boolean hasEnded() {
        return endedAt.isPresent();
    }

    boolean hasSettled() {
        return settledAt.isPresent();
    }

    /** From when the gateway accepted the order to when its outcome stood, or to now; by the fleet's clocks. */
    Duration took(Instant now) {
        return Duration.between(acceptedAt, endedAt.orElse(now));
    }

    /** The reason and what is behind it, {@code payment_declined (insufficient_funds)}; empty if there is none. */
    String why() {
        return reason.orElse("") + reasonDetail.map(detail -> " (" + detail + ")").orElse("");
    }

    /** {@code order <id> <status> [reason] <ms> ms}. */
    String summary(Instant now) {
        return "order %s %s %s%d ms".formatted(id, status, reason.map(code -> code + " ").orElse(""),
                took(now).toMillis());
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
    }

    private static Optional<Instant> time(JsonNode node, String name) {
        return text(node, name).map(Instant::parse);
    }
}
