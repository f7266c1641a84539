package io.waybill.gateway;

import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import io.waybill.runtime.Backlog;
import io.waybill.runtime.Backlogs;
import io.waybill.runtime.GateState;
import io.waybill.runtime.Gates;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Says how the agents are: those of the pipeline, its undos, who asks for the decision, and any other that is paused. */
@Component
class Agents {

    static final String ASKS_FOR_THE_DECISION = "rollback";
    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

    private final Pipelines pipelines;
    private final Pauses pauses;
    private final Gates gates;
    private final Backlogs backlogs;
    private final List<String> names;

    Agents(Pipelines pipelines, Pauses pauses, Gates gates, Backlogs backlogs) {
        this.pipelines = pipelines;
        this.pauses = pauses;
        this.gates = gates;
        this.backlogs = backlogs;
        this.names = of(pipelines.current());
    }

    /** All who take part, in the pipeline's sequence; behind them those who undo. */
    static List<String> of(Pipeline pipeline) {
        SequencedSet<String> names = new LinkedHashSet<>(
                pipeline.agents().stream().map(AgentDefinition::name).toList());
        names.add(ASKS_FOR_THE_DECISION);
        names.addAll(pipeline.undos());
        return List.copyOf(names);
    }

    /** Those of the current pipeline, and any that orders of another version may still need. */
    List<String> ofAllVersions() {
        SequencedSet<String> all = new LinkedHashSet<>(names);
        all.addAll(pipelines.agents());
        return List.copyOf(all);
    }

    /** @throws ProblemException when Redis can't be asked */
    List<AgentView> all() {
        Map<String, Pause> paused = pauses.all();
        try {
            return look(everybody(paused), paused);
        } catch (DataAccessException e) {
            throw ProblemException.withoutRedis(e);
        }
    }

    /** One of them, as far as the ledger knows it when Redis can't be asked. */
    AgentView one(String agent) {
        Map<String, Pause> paused = pauses.all();
        try {
            return look(List.of(agent), paused).getFirst();
        } catch (DataAccessException e) {
            LOG.warn("how {} is isn't known: {}", agent, Outage.reason(e));
            return AgentView.withoutRedis(agent, paused.get(agent));
        }
    }

    /** One of them, without asking Redis. */
    AgentView fromLedger(String agent) {
        return AgentView.withoutRedis(agent, pauses.all().get(agent));
    }

    /** @throws ProblemException when there is no such agent */
    void require(String agent) {
        Set<String> known = known();
        if (!known.contains(agent)) {
            throw new ProblemException(Problem.NOT_FOUND,
                    "There is no agent of this name, but " + String.join(", ", known) + ".");
        }
    }

    /** What is wrong with an agent that is asked about; nothing when there is one, or none is named. */
    Optional<String> refusalOf(@Nullable String agent) {
        if (agent == null) {
            return Optional.empty();
        }
        Set<String> known = known();
        return known.contains(agent)
                ? Optional.empty()
                : Optional.of("must be one of " + String.join(", ", known));
    }

    private Set<String> known() {
        SequencedSet<String> known = new LinkedHashSet<>(ofAllVersions());
        known.addAll(pauses.all().keySet());
        return known;
    }

    /** A later version of the pipeline may have dropped an agent that is paused. */
    private List<String> everybody(Map<String, Pause> paused) {
        SequencedSet<String> everybody = new LinkedHashSet<>(names);
        everybody.addAll(paused.keySet());
        return List.copyOf(everybody);
    }

    private List<AgentView> look(List<String> agents, Map<String, Pause> paused) {
        List<GateState> states = gates.look(agents);
        List<Backlog> before = backlogs.look(agents);
        return IntStream.range(0, agents.size()).mapToObj(
                i -> AgentView.of(before.get(i), states.get(i), paused.get(agents.get(i)))).toList();
    }
}
