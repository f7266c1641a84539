package io.waybill.gateway;

import io.waybill.runtime.GateState;
import io.waybill.runtime.Gates;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps what Redis tells the agents of pauses as the ledger has it, whatever Redis has lost or brought back. */
@Component
class PauseCopies implements LedgerCopy {

    private static final Logger LOG = LoggerFactory.getLogger(PauseCopies.class);

    private final Pauses pauses;
    private final Gates gates;
    private final Agents agents;

    PauseCopies(Pauses pauses, Gates gates, Agents agents) {
        this.pauses = pauses;
        this.gates = gates;
        this.agents = agents;
    }

    /**
     * Redis is looked at before the ledger is: an operator who comes in between has written both. Agents that this pipeline has
     * dropped are looked at, too, since orders of an earlier version wait for them. Whatever goes wrong here mustn't keep the
     * relay from its orders.
     */
    @Override
    public boolean mend() {
        try {
            Set<String> held = gates.look(agents.ofAllVersions()).stream().filter(GateState::paused)
                    .map(GateState::agent).collect(Collectors.toSet());
            Map<String, Pause> wanted = pauses.all();
            wanted.values().stream().filter(pause -> !held.contains(pause.agent())).forEach(this::write);
            held.stream().filter(agent -> !wanted.containsKey(agent)).forEach(this::remove);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("pauses in Redis stay as they are: {}", Outage.reason(e));
            return false;
        }
    }

    private void write(Pause pause) {
        LOG.info("Redis is told that {} is paused", pause.agent());
        gates.pause(pause.agent(), pause.by(), pause.why());
    }

    private void remove(String agent) {
        LOG.info("Redis is told that {} isn't paused", agent);
        gates.resume(agent);
    }
}
