package io.waybill.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What pipeline.yaml needn't say about the agents that Waybill brings along. */
final class AgentDefaults {

    static final Duration DEADLINE = Duration.ofHours(1);
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final int RETRY = 2;
    static final int CONCURRENCY = 64;

    /** The undos that Waybill's services host. */
    static final Set<String> UNDOS = Set.of("inventory_rollback", "payment_rollback");

    private static final Map<String, List<String>> AFTER = Map.of("validator", List.of(),
            "inventory_agent", List.of("validator"),
            "fraud_agent", List.of("validator"),
            "payment_authorize", List.of("validator"),
            "payment_capture", List.of("inventory_agent", "fraud_agent", "payment_authorize"),
            "payment_agent", List.of("inventory_agent", "fraud_agent"),
            "tracking_agent", List.of("payment_capture", "payment_agent"),
            "notifier", List.of("tracking_agent"));

    private static final Map<String, String> COMPENSATION = Map.of("inventory_agent", "inventory_rollback",
            "payment_authorize", "payment_rollback");

    private AgentDefaults() {}

    static boolean knows(String agent) {
        return AFTER.containsKey(agent);
    }

    /** Those of the usual predecessors that the pipeline has. */
    static List<String> after(String agent, Set<String> present) {
        return AFTER.getOrDefault(agent, List.of()).stream().filter(present::contains).toList();
    }

    static @Nullable String compensation(String agent) {
        return COMPENSATION.get(agent);
    }

    static boolean trailing(String agent) {
        return agent.equals("notifier");
    }

    static boolean pivot(String agent, Set<String> present) {
        return agent.equals(present.contains("payment_capture") ? "payment_capture" : "payment_agent");
    }

    static String names() {
        return String.join(", ", AFTER.keySet().stream().sorted().toList());
    }
}
