package io.waybill.gateway;

import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import io.waybill.gateway.NeededAgents.Needed;
import io.waybill.runtime.Backlog;
import io.waybill.runtime.Backlogs;
import jakarta.annotation.PostConstruct;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Keeps a gateway from starting with a pipeline that has dropped an agent which orders in flight still need, unless an
 * instance that lives hosts it: an order ends by the version it began with, or would wait for ever.
 */
@Component
class DroppedAgents {

    private static final Logger LOG = LoggerFactory.getLogger(DroppedAgents.class);

    private final Pipelines pipelines;
    private final NeededAgents needed;
    private final Backlogs backlogs;

    DroppedAgents(Pipelines pipelines, NeededAgents needed, Backlogs backlogs) {
        this.pipelines = pipelines;
        this.needed = needed;
        this.backlogs = backlogs;
    }

    /**
     * When Redis can't be asked who lives, the gateway starts: it takes orders without Redis, too.
     *
     * @throws DroppedAgentsException with the agents, and how many orders need each
     */
    @PostConstruct
    void refuse() {
        List<Needed> dropped = needed.beside(agents(pipelines.current()));
        Set<String> hosted = dropped.isEmpty() ? Set.of() : hosted(dropped);
        List<Needed> missing = dropped.stream().filter(each -> !hosted.contains(each.agent())).toList();
        if (!missing.isEmpty()) {
            throw new DroppedAgentsException(pipelines.plan().hash(), missing);
        }
    }

    private static Set<String> agents(Pipeline pipeline) {
        return Stream.concat(pipeline.agents().stream().map(AgentDefinition::name), pipeline.undos().stream())
                .collect(Collectors.toSet());
    }

    private Set<String> hosted(List<Needed> dropped) {
        List<String> agents = dropped.stream().map(Needed::agent).distinct().toList();
        try {
            Set<String> hosted = backlogs.look(agents).stream().filter(each -> !each.instances().isEmpty())
                    .map(Backlog::agent).collect(Collectors.toSet());
            LOG.info("orders in flight need agents that this pipeline hasn't: {}; hosted are {}", dropped, hosted);
            return hosted;
        } catch (DataAccessException e) {
            LOG.warn(
                    "orders in flight need agents that this pipeline hasn't: {}; whether they're hosted can't be asked: {}",
                    dropped, e.toString());
            return Set.copyOf(agents);
        }
    }
}
