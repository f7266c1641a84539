package io.waybill.contracts;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that make a set of agents a pipeline in which an order can neither get stuck nor be half-done. */
final class PipelineShape {

    private final YamlProblems problems;
    private final Set<String> undos;

    PipelineShape(YamlProblems problems, Set<String> undos) {
        this.problems = problems;
        this.undos = undos;
    }

    List<AgentDefinition> definitions(List<AgentEntry> entries, int concurrency, @Nullable String compensation,
            YamlFields pipeline) {
        Set<String> names = entries.stream().map(entry -> entry.name).collect(Collectors.toSet());
        boolean pivotIsSaid = entries.stream().anyMatch(entry -> entry.fields.flag("pivot", false));
        if (compensation != null && !names.contains("inventory_agent")) {
            pipeline.refuse("compensation", "is inventory_agent's undo, but the pipeline has no inventory_agent");
        }
        var seen = new HashSet<String>();
        for (AgentEntry entry : entries) {
            checkNames(entry, names, seen);
        }
        return entries.stream().map(entry -> entry.definition(names, concurrency, compensation, pivotIsSaid)).toList();
    }

    private void checkNames(AgentEntry entry, Set<String> names, Set<String> seen) {
        if (!seen.add(entry.name)) {
            entry.fields.refuse("name", "'" + entry.name + "' stands twice; an agent is one entry");
        }
        if (!AgentDefaults.knows(entry.name) && !entry.says("after")) {
            entry.fields.refuse("name",
                    "'%s' is an unknown agent; Waybill brings %s; an agent of your own says what it "
                            .formatted(entry.name, AgentDefaults.names()) + "comes after, such as after: [validator]");
        }
        entry.after(names).stream().filter(before -> !names.contains(before)).forEach(
                before -> entry.fields.refuse("after", "names '" + before + "', which the pipeline doesn't have"));
    }

    void check(List<AgentEntry> entries, List<AgentDefinition> agents, Duration deadline, YamlFields pipeline) {
        for (int i = 0; i < agents.size(); i++) {
            if (Pipeline.ancestors(agents, agents.get(i).name()).contains(agents.get(i).name())) {
                entries.get(i).fields.refuse("after", "makes a cycle: " + agents.get(i).name()
                        + " would have to wait for itself");
            }
        }
        problems.throwIfAny();
        List<AgentDefinition> pivots = agents.stream().filter(AgentDefinition::pivot).toList();
        if (pivots.size() != 1) {
            pipeline.refuse("agents", pivots.isEmpty()
                    ? "have no pivot; add payment_capture or payment_agent, or mark the agent that takes the money with pivot: true"
                    : "have more than one pivot: " + pivots.stream().map(AgentDefinition::name)
                            .collect(Collectors.joining(", ")) + "; leave one");
            problems.throwIfAny();
        }
        for (int i = 0; i < agents.size(); i++) {
            checkAgent(entries.get(i).fields, agents.get(i), agents, pivots.getFirst(), deadline);
        }
    }

    private void checkAgent(YamlFields fields, AgentDefinition agent, List<AgentDefinition> agents,
            AgentDefinition pivot, Duration deadline) {
        boolean before = Pipeline.ancestors(agents, pivot.name()).contains(agent.name());
        boolean after = Pipeline.ancestors(agents, agent.name()).contains(pivot.name());
        if (agent.trailing() && !after) {
            fields.refuse("trailing", "only agents after the pivot %s can trail".formatted(pivot.name()));
        } else if (!before && !after && !agent.pivot()) {
            fields.refuse("after",
                    "leaves %s beside the pivot %s; put it before (name it in the pivot's after) or behind it"
                            .formatted(agent.name(), pivot.name()));
        }
        if (!agent.trailing() && agents.stream().anyMatch(each -> each.trailing()
                && agent.after().contains(each.name()))) {
            fields.refuse("after", "names a trailing agent, so %s must be trailing too".formatted(agent.name()));
        }
        if (agent.compensation() != null && !undos.contains(agent.compensation())) {
            fields.refuse("compensation", "names '%s', which no service hosts; hosted are %s"
                    .formatted(agent.compensation(), String.join(", ", undos)));
        } else if (agent.compensation() != null && !before) {
            fields.refuse("compensation",
                    "only agents before the pivot %s are undone; remove it".formatted(pivot.name()));
        }
        Duration longest = agent.timeout().multipliedBy(agent.retry() + 1L);
        if (longest.compareTo(deadline) > 0) {
            fields.refuse("timeout",
                    "of %s x %d tries is longer than the order's deadline of %s; lower one or raise the deadline"
                            .formatted(text(agent.timeout()), agent.retry() + 1, text(deadline)));
        }
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
