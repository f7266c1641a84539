package io.waybill.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The graph of agents that an order goes through. It has been checked: no cycle, exactly one pivot, every agent that
 * isn't trailing is before or after the pivot, and only agents before it are undone.
 *
 * @param concurrency orders in hand at once, per agent and instance; also for undos, which have no entry of their own
 * @param deadline past it, an order that isn't committed is undone
 */
public record Pipeline(String name, int concurrency, Duration deadline, List<AgentDefinition> agents) {

    public Pipeline {
        agents = List.copyOf(agents);
    }

    public Optional<AgentDefinition> find(String agent) {
        return agents.stream().filter(each -> each.name().equals(agent)).findFirst();
    }

    public AgentDefinition pivot() {
        return agents.stream().filter(AgentDefinition::pivot).findFirst().orElseThrow();
    }

    /** Everything that must be done before the agent, whether directly or through others. */
    public Set<String> ancestors(String agent) {
        return ancestors(agents, agent);
    }

    static Set<String> ancestors(List<AgentDefinition> agents, String agent) {
        var ancestors = new LinkedHashSet<String>();
        collectAncestors(agents, agent, ancestors);
        return ancestors;
    }

    private static void collectAncestors(List<AgentDefinition> agents, String agent, Set<String> ancestors) {
        agents.stream().filter(each -> each.name().equals(agent)).flatMap(each -> each.after().stream())
                .filter(ancestors::add).forEach(each -> collectAncestors(agents, each, ancestors));
    }

    /** Whether a refusal by this agent still leads to the order being undone. */
    public boolean isBeforePivot(String agent) {
        return ancestors(pivot().name()).contains(agent);
    }

    /** The agents that undo an order, each once; they run at the same time. */
    public SequencedSet<String> undos() {
        return agents.stream().map(AgentDefinition::compensation).filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Names this version: two definitions with the same content have the same hash, whatever their files look like. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
