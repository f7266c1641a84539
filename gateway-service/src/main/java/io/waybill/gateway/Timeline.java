package io.waybill.gateway;

import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.Pipeline;
import io.waybill.runtime.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An order's steps as its merchant sees them: the agents of the pipeline in its sequence, then the undos once the order is
 * being undone. There is no event for "running", so a step whose predecessors are done counts as that, unless Redis knows
 * what it waits for; whether it has been read yet nobody knows until it says so, or is done. When Redis wasn't asked, or didn't
 * answer, such a step is waiting, for all that is known. Steps that an undone order never got to are left out.
 */
final class Timeline {

    private static final String DONE = "done";

    private final LedgerOrder order;
    private final Pipeline pipeline;
    private final UnderWay underWay;
    private final Map<String, LedgerOrder.Step> recorded;

    private Timeline(LedgerOrder order, Pipeline pipeline, UnderWay underWay) {
        this.order = order;
        this.pipeline = pipeline;
        this.underWay = underWay;
        this.recorded = order.steps().stream().collect(Collectors.toMap(LedgerOrder.Step::agent, Function.identity()));
    }

    static List<OrderView.Step> of(LedgerOrder order, Pipeline pipeline, UnderWay underWay) {
        return new Timeline(order, pipeline, underWay).steps();
    }

    private List<OrderView.Step> steps() {
        var steps = new ArrayList<OrderView.Step>();
        pipeline.agents().forEach(agent -> step(agent).ifPresent(steps::add));
        if (isUndone()) {
            whoAsksForTheDecision().ifPresent(steps::add);
            pipeline.undos().forEach(undo -> steps.add(undo(undo)));
        }
        order.steps().stream().filter(this::isParkedElsewhere).map(step -> shown(step, step.status()))
                .forEach(steps::add);
        return steps;
    }

    private Optional<OrderView.Step> step(AgentDefinition agent) {
        LedgerOrder.Step step = recorded.get(agent.name());
        if (step != null) {
            return Optional.of(shown(step, isUndone(step, agent) ? "undone" : step.status()));
        }
        if (isUndone()) {
            return Optional.empty();
        }
        boolean isNext = agent.after().stream().allMatch(this::isDone);
        return Optional.of(unrecorded(agent.name(), isNext));
    }

    private OrderView.Step undo(String agent) {
        LedgerOrder.Step step = recorded.get(agent);
        return step == null ? unrecorded(agent, order.decision() == Decision.ABORT) : shown(step, step.status());
    }

    /** Whether the order goes backward; undos may be parked then, which hides the status that says so. */
    private boolean isUndone() {
        return switch (order.status()) {
            case COMPENSATING, REJECTED, FAILED, CANCELLED -> true;
            case NEEDS_ATTENTION -> order.decision() == Decision.ABORT;
            case ACCEPTED, PROCESSING, COMPLETED -> false;
        };
    }

    private boolean isUndone(LedgerOrder.Step step, AgentDefinition agent) {
        return step.status().equals(DONE) && agent.compensation() != null && isDone(agent.compensation());
    }

    private boolean isDone(String agent) {
        LedgerOrder.Step step = recorded.get(agent);
        return step != null && step.status().equals(DONE);
    }

    /** It's no step, unless it keeps the order waiting. */
    private Optional<OrderView.Step> whoAsksForTheDecision() {
        boolean isNext = order.decision() == null && order.endedAt() == null;
        return Optional.of(unrecorded(Agents.ASKS_FOR_THE_DECISION, isNext)).filter(step -> step.waitingFor() != null);
    }

    /** The same when it's parked. */
    private boolean isParkedElsewhere(LedgerOrder.Step step) {
        return step.status().equals("parked") && pipeline.find(step.agent()).isEmpty()
                && !pipeline.undos().contains(step.agent());
    }

    /** @param isNext whether nothing that must come before it is missing */
    private OrderView.Step unrecorded(String agent, boolean isNext) {
        WaitingFor waitingFor = isNext ? underWay.waitingFor(agent).orElse(null) : null;
        int attempts = isNext ? underWay.attempts(agent) : 0;
        boolean isSent = order.status() != OrderStatus.ACCEPTED && underWay.isKnown();
        boolean isRunning = isNext && waitingFor == null && (attempts > 0 || isSent);
        return new OrderView.Step(agent, isRunning ? "running" : "waiting", attempts, null, null, null, null,
                waitingFor);
    }

    private static OrderView.Step shown(LedgerOrder.Step step, String status) {
        return new OrderView.Step(step.agent(), status, step.attempts(), step.instance(), step.startedAt(),
                step.endedAt(), step.reason(), null);
    }
}
