package io.waybill.gateway;

import io.waybill.runtime.GateState;
import io.waybill.runtime.GateState.Breaker;
import io.waybill.runtime.Waiting;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What Redis knows of an order's steps that aren't recorded yet, each by its agent.
 *
 * @param said by those who have a step in hand; it may be out of date
 */
record UnderWay(Map<String, Waiting> said, Map<String, GateState> gates, Instant now) {

    /** Of an order that isn't under way, or while Redis can't be asked. */
    static final UnderWay UNKNOWN = new UnderWay(Map.of(), Map.of(), Instant.EPOCH);

    /** What the step of this agent waits for; nothing when it runs, or may run as soon as it's read. */
    Optional<WaitingFor> waitingFor(String agent) {
        Optional<WaitingFor> atTheGate = atTheGate(agent);
        return Optional.ofNullable(said.get(agent))
                .filter(waiting -> holds(waiting, atTheGate.isPresent()))
                .map(waiting -> new WaitingFor(waiting.cause(), waiting.detail(), waiting.until()))
                .or(() -> atTheGate);
    }

    boolean isKnown() {
        return !equals(UNKNOWN);
    }

    int attempts(String agent) {
        Waiting waiting = said.get(agent);
        return waiting == null ? 0 : waiting.attempts();
    }

    /** What was said is over when its time is; of a pause, or a breaker, when the gate isn't shut any more. */
    private boolean holds(Waiting waiting, boolean isShut) {
        return switch (waiting.cause()) {
            case "paused", "breaker" -> isShut && (waiting.until() == null || now.isBefore(waiting.until()));
            default -> waiting.until() == null || now.isBefore(waiting.until());
        };
    }

    private Optional<WaitingFor> atTheGate(String agent) {
        GateState gate = gates.get(agent);
        if (gate == null || (!gate.paused() && gate.breaker() == Breaker.CLOSED)) {
            return Optional.empty();
        }
        return Optional.of(gate.paused()
                ? new WaitingFor("paused", null, null)
                : new WaitingFor("breaker", gate.cause(), gate.openUntil()));
    }
}
