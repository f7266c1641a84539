package io.waybill.runtime;

import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one agent's deliveries run, by a version of the pipeline; undos have no entry there.
 *
 * @param concurrency belongs to the instance, whatever version an order began with
 * @param isStep whether it's part of the pipeline
 * @param isBeforePivot whether a final failure undoes the order; else it parks
 */
record AgentSettings(String agent, List<String> after, Duration timeout, int retry, int concurrency, boolean isStep,
        boolean isBeforePivot) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int RETRY = 2;
    private static final Pattern COMMA = Pattern.compile(",");

    static AgentSettings of(String agent, Pipeline pipeline) {
        @Nullable
        AgentDefinition definition = pipeline.find(agent).orElse(null);
        return definition == null
                ? new AgentSettings(agent, List.of(), TIMEOUT, RETRY, pipeline.concurrency(), false, false)
                : new AgentSettings(agent, definition.after(), definition.timeout(), definition.retry(),
                        definition.concurrency(), true, pipeline.isBeforePivot(agent));
    }

    /**
     * The same for orders that began with another version.
     *
     * @param plan its fields, as {@link io.waybill.contracts.Plan} has them; those of one that lacks a field get the default
     */
    AgentSettings under(Map<String, String> plan) {
        boolean isThere = plan.containsKey("after:" + agent);
        List<String> run = list(plan, "run:" + agent);
        return new AgentSettings(agent, list(plan, "after:" + agent),
                run.isEmpty() ? TIMEOUT : Duration.ofMillis(Long.parseLong(run.getFirst())),
                run.isEmpty() ? RETRY : Integer.parseInt(run.getLast()),
                concurrency, isThere, list(plan, "before").contains(agent));
    }

    private static List<String> list(Map<String, String> plan, String field) {
        return COMMA.splitAsStream(plan.getOrDefault(field, "")).filter(each -> !each.isEmpty()).toList();
    }
}
