package io.waybill.runtime;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.waybill.contracts.AgentDefinition;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts one agent's failures in a row, on this instance. When it's open, and when it isn't any more, the shared flag says: this
 * only says when there were too many. An order that fails again right after itself counts once: one that can't succeed, and
 * is tried alone, stops nobody else.
 */
final class FailureCount {

    private final CircuitBreaker breaker;
    private @Nullable UUID lastFailed;
    private Duration longestWish = Duration.ZERO;

    FailureCount(String agent, AgentDefinition.CircuitBreaker settings) {
        breaker = CircuitBreaker.of(agent, CircuitBreakerConfig.custom()
                .slidingWindow(settings.threshold(), settings.threshold(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100).build());
    }

    synchronized void answered() {
        lastFailed = null;
        longestWish = Duration.ZERO;
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    /**
     * @param wish how long the dependency asks for
     * @return whether this was the one too many
     */
    synchronized boolean failed(UUID order, Exception trouble, Duration wish) {
        longestWish = wish.compareTo(longestWish) > 0 ? wish : longestWish;
        if (order.equals(lastFailed) || isOpen()) {
            return false;
        }
        lastFailed = order;
        breaker.onError(0, TimeUnit.NANOSECONDS, trouble);
        return isOpen();
    }

    private boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** The longest that the dependency has asked for since it answered last. */
    synchronized Duration longestWish() {
        return longestWish;
    }

    /** Counts from the beginning. */
    synchronized void forget() {
        lastFailed = null;
        longestWish = Duration.ZERO;
        breaker.reset();
    }
}
