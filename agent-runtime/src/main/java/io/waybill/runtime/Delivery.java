package io.waybill.runtime;

import io.waybill.contracts.Order;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt by an agent at one order.
 *
 * @param life counts how often the relay had to start the order over; from 1
 * @param deadline past it, an order that isn't committed is undone
 * @param why what the order is to be undone for; only the agent that asks for the decision gets it
 * @param results what agents before this one left for it, by agent
 */
public record Delivery(Order order, long life, String agent, Instant deadline, String traceParent, @Nullable Why why,
        Map<String, Map<String, String>> results) {

    public UUID orderId() {
        return order.id();
    }

    /** What the agent left behind; empty when it left nothing or when the order was started over behind it. */
    public Map<String, String> resultOf(String otherAgent) {
        return results.getOrDefault(otherAgent, Map.of());
    }

    /**
     * What the effect of this step is known by at a provider: the same for every attempt, life and instance.
     *
     * @param step what the agent does, such as {@code confirm}
     */
    public String idempotencyKey(String step) {
        return orderId() + ":" + step;
    }

    /** Why an order is to be undone. */
    public record Why(String reason, @Nullable String detail) {}
}
