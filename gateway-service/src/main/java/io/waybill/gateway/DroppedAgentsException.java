package io.waybill.gateway;

import io.waybill.gateway.NeededAgents.Needed;
import java.util.List;
import java.util.stream.Collectors;

/** A pipeline that a gateway must not start with. The message says in one line which agents are missing, and what to do. */
final class DroppedAgentsException extends RuntimeException {

    static final String CURE = "Start with the pipeline file of that version until these orders have ended (what is parked"
            + " can be replayed or discarded there, under /ops/parked), or start a service that hosts the agent first.";

    private final String refusal;

    DroppedAgentsException(String version, List<Needed> missing) {
        this("Orders in flight need agents that the pipeline, version %s, hasn't and that no instance hosts: %s."
                .formatted(version, missing.stream().map(Needed::toString).collect(Collectors.joining(", "))));
    }

    private DroppedAgentsException(String refusal) {
        super(refusal + " " + CURE);
        this.refusal = refusal;
    }

    String refusal() {
        return refusal;
    }
}
