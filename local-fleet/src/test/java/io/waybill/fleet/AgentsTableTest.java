package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentsTableTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.000Z");

    private static List<String> lines(String... agents) {
        return table(0, agents).toString().lines().toList();
    }

    private static AgentsTable table(long parked, String... agents) {
        return new AgentsTable(Http.JSON.readTree("{ \"agents\": [" + String.join(",", agents) + "] }"), parked, NOW);
    }

    /** @param more what isn't as usual */
    private static String agent(String name, String service, int instances, String more) {
        return """
                { "name": "%s", "service": "%s", "lag": 0, "pending": 0, "oldestAgeMs": null, "instances": %d,
                  "breaker": "closed", "paused": false, "outage": null, "pause": null, "inForce": true %s }
                """.formatted(name, service, instances, more);
    }

    @Test
    void anAgentThatReadsIsOneRow() {
        assertThat(
                lines(agent("validator", "validator-agent", 2, ", \"lag\": 12, \"pending\": 3, \"oldestAgeMs\": 1240")))
                .containsExactly(
                        "  agent               unread  in hand  oldest  runs on            state",
                        "  validator               12        3   1.2 s  2 validator-agent  ✓",
                        "agents: 1, 0 paused, 0 open, 12 unread, 3 in hand, 0 parked");
    }

    @Test
    void whyAnAgentDoesNotReadIsBelowItsRow() {
        assertThat(lines(agent("inventory_rollback", "rollback-agent", 1, """
                , "lag": 240000, "oldestAgeMs": 190000, "breaker": "open", "paused": true,
                "outage": { "cause": "PostgreSQL hangs", "until": "2026-01-01T12:00:12.300Z" },
                "pause": { "by": "demo", "since": "2026-01-01T11:00:00.000Z", "why": "moving house" }""")))
                .containsExactly(
                        "  agent               unread  in hand  oldest  runs on            state",
                        "  inventory_rollback  240000        0   3 min  1 rollback-agent   ‖ paused",
                        "      paused by demo 1 h ago: moving house",
                        "      open for another 12 s: PostgreSQL hangs",
                        "agents: 1, 1 paused, 1 open, 240000 unread, 0 in hand, 0 parked");
    }

    @Test
    void whatWaitsForAPersonIsInTheLineThatSaysItAll() {
        assertThat(table(4, agent("validator", "validator-agent", 1, "")).toString())
                .endsWith("0 in hand, 4 parked: ./waybill ops parked\n");
    }

    @Test
    void aBreakerThatLetsOneThroughSaysSo() {
        assertThat(lines(agent("fraud_agent", "fraud-agent", 1, """
                , "breaker": "half_open", "outage": { "cause": "503", "until": "2026-01-01T11:59:59.000Z" }""")))
                .contains("      open until one gets through: 503").anyMatch(line -> line.endsWith("◐ half open"));
    }

    @Test
    void whatNobodyKnowsAndWhoIsNotThereIsSeen() {
        assertThat(lines(agent("gift_wrap", "gift-wrap-agent", 0, ", \"lag\": null, \"service\": null"))).contains(
                "  gift_wrap                ?        0          0 ?                ✗ nobody",
                "agents: 1, 0 paused, 0 open, 0 unread, 0 in hand, 0 parked");
    }
}
