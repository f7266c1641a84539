package io.waybill.contracts;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent of a pipeline: an entry in pipeline.yaml, a stream, a consumer group and a class.
 *
 * @param after agents that must be done before; empty for those that begin
 * @param timeout of one try
 * @param retry quick tries after the first
 * @param concurrency orders in hand at once, per instance
 * @param compensation the agent that undoes this one's effect
 * @param pivot the point of no return: it takes the money
 * @param trailing doesn't hold the order's end back
 */
public record AgentDefinition(String name, List<String> after, Duration timeout, int retry, int concurrency,
        CircuitBreaker circuitBreaker, @Nullable String compensation, boolean pivot, boolean trailing) {

    public AgentDefinition {
        after = List.copyOf(after);
    }

    /**
     * @param threshold failures in a row that open it
     * @param recoveryTime how long it stays open before one delivery is let through
     */
    public record CircuitBreaker(int threshold, Duration recoveryTime) {

        /** Also for undos, which have no entry of their own. */
        public static final CircuitBreaker DEFAULT = new CircuitBreaker(5, Duration.ofSeconds(30));
    }
}
