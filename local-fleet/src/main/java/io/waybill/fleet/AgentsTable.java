package io.waybill.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * All agents as text, in 80 columns: a row for each, below it why it doesn't read, and one line that says it all.
 *
 * @param agents as {@code GET /ops/agents} answers
 * @param parked how much waits for a person: an agent whose steps are parked looks well
 */
record AgentsTable(JsonNode agents, long parked, Instant now) {

    private static final String UNKNOWN = "?";

    @Override
    public String toString() {
        var text = new StringBuilder(row("agent", "unread", "in hand", "oldest", "runs on", "state"));
        rows().forEach(agent -> {
            text.append(row(agent.path("name").asString(), count(agent, "lag"), count(agent, "pending"), oldest(agent),
                    host(agent), state(agent)));
            reasons(agent).forEach(reason -> text.append(Screen.line("      ", reason)));
        });
        return text.append(summary()).append('\n').toString();
    }

    private Stream<JsonNode> rows() {
        return StreamSupport.stream(agents.path("agents").spliterator(), false);
    }

    private static String row(String agent, String unread, String inHand, String oldest, String host, String state) {
        return String.format(Locale.ROOT, "  %-18s %7s %8s %7s  %-18s %s", agent, unread, inHand, oldest, host, state)
                .stripTrailing() + "\n";
    }

    private static String count(JsonNode agent, String name) {
        return agent.path(name).isNumber() ? Long.toString(agent.path(name).asLong()) : UNKNOWN;
    }

    private static String oldest(JsonNode agent) {
        return agent.path("oldestAgeMs").isNumber() ? Span.ofMillis(agent.path("oldestAgeMs").asLong()).toString() : "";
    }

    private static String host(JsonNode agent) {
        return count(agent, "instances") + " " + agent.path("service").asString(UNKNOWN);
    }

    private static String state(JsonNode agent) {
        if (agent.path("paused").asBoolean()) {
            return "‖ paused";
        }
        return switch (agent.path("breaker").asString("")) {
            case "open" -> "✗ open";
            case "half_open" -> "◐ half open";
            default -> agent.path("instances").asInt(1) == 0 ? "✗ nobody" : "✓";
        };
    }

    /** Why it's paused, and why its breaker is open. */
    private Stream<String> reasons(JsonNode agent) {
        JsonNode pause = agent.path("pause");
        JsonNode outage = agent.path("outage");
        return Stream.concat(
                pause.isObject()
                        ? Stream.of("paused by %s %s ago: %s".formatted(pause.path("by").asString(),
                                since(pause.path("since")), pause.path("why").asString()))
                        : Stream.empty(),
                outage.isObject()
                        ? Stream.of("%s: %s".formatted(open(outage), outage.path("cause").asString("")))
                        : Stream.empty());
    }

    private String open(JsonNode outage) {
        JsonNode until = outage.path("until");
        Duration left = until.isString() ? Duration.between(now, Instant.parse(until.asString())) : Duration.ZERO;
        return left.isPositive() ? "open for another " + new Span(left) : "open until one gets through";
    }

    private Span since(JsonNode time) {
        return new Span(Duration.between(Instant.parse(time.asString()), now));
    }

    private String summary() {
        return "agents: %d, %d paused, %d open, %d unread, %d in hand, %d parked%s".formatted(rows().count(),
                rows().filter(agent -> agent.path("paused").asBoolean()).count(),
                rows().filter(agent -> agent.path("outage").isObject()).count(), sum("lag"), sum("pending"), parked,
                parked == 0 ? "" : ": ./waybill ops parked");
    }

    private long sum(String name) {
        return rows().mapToLong(agent -> agent.path(name).asLong(0)).sum();
    }
}
