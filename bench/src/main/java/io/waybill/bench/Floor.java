package io.waybill.bench;

import io.waybill.bench.OutsideWorld.Call;
import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least time an order can take: the longest way through the pipeline when nothing but the providers takes any. What
 * trails doesn't hold an order back, so it isn't on the way.
 *
 * @param way the agents that wait for a provider, in their order
 */
record Floor(Duration time, List<String> way) {

    private static final Floor NOTHING = new Floor(Duration.ZERO, List.of());

    /** What each agent asks of providers, one call after the other; mail and chat go side by side, so one stands for both. */
    private static final Map<String, List<Call>> CALLS = Map.of(
            "fraud_agent", List.of(new Call("fraud", "score")),
            "payment_authorize", List.of(new Call("stripe", "create"), new Call("stripe", "confirm")),
            "payment_capture", List.of(new Call("stripe", "capture")),
            "payment_agent", List.of(new Call("stripe", "create"), new Call("stripe", "confirm")),
            "notifier", List.of(new Call("sendgrid", "send")));

    /** @param latencies of the calls; one that isn't there takes no time */
    static Floor of(Pipeline pipeline, Map<Call, Duration> latencies) {
        var reached = new HashMap<String, Floor>();
        return pipeline.agents().stream().filter(agent -> !agent.trailing())
                .map(agent -> reach(agent, pipeline, latencies, reached)).max(Comparator.comparing(Floor::time))
                .orElse(NOTHING);
    }

    /** The longest way to an agent's end; those that are known already aren't gone again. */
    private static Floor reach(AgentDefinition agent, Pipeline pipeline, Map<Call, Duration> latencies,
            Map<String, Floor> reached) {
        Floor known = reached.get(agent.name());
        if (known != null) {
            return known;
        }
        Floor before = agent.after().stream()
                .map(name -> reach(pipeline.find(name).orElseThrow(), pipeline, latencies, reached))
                .max(Comparator.comparing(Floor::time)).orElse(NOTHING);
        Floor here = before.and(agent.name(), CALLS.getOrDefault(agent.name(), List.of()).stream()
                .map(call -> latencies.getOrDefault(call, Duration.ZERO)).reduce(Duration.ZERO, Duration::plus));
        reached.put(agent.name(), here);
        return here;
    }

    private Floor and(String agent, Duration latency) {
        if (latency.isZero()) {
            return this;
        }
        var longer = new ArrayList<>(way);
        longer.add(agent);
        return new Floor(time.plus(latency), List.copyOf(longer));
    }
}
