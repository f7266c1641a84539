package io.waybill.runtime;

import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one agent's deliveries run, by pipeline.yaml; undos and agents of other versions have no entry there.
 *
 * @param isStep whether it's part of the pipeline
 * @param isBeforePivot whether a final failure undoes the order; else it parks
 */
record AgentSettings(String agent, List<String> after, Duration timeout, int retry, int concurrency, boolean isStep,
        boolean isBeforePivot) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int RETRY = 2;

    static AgentSettings of(String agent, Pipeline pipeline) {
        @Nullable
        AgentDefinition definition = pipeline.find(agent).orElse(null);
        return definition == null
                ? new AgentSettings(agent, List.of(), TIMEOUT, RETRY, pipeline.concurrency(), false, false)
                : new AgentSettings(agent, definition.after(), definition.timeout(), definition.retry(),
                        definition.concurrency(), true, pipeline.isBeforePivot(agent));
    }
}
