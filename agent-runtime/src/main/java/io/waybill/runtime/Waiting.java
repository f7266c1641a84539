package io.waybill.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a step of an order waits for.
 *
 * @param cause {@code outage} (it was tried and comes again), {@code breaker} (its agent's breaker is open), {@code paused} (by
 *        an operator) or {@code rate_limit} (of a provider)
 * @param detail in words that merchants may read; null when there are none
 * @param until when it goes on, at the latest then, by Redis' clock; null when nobody knows
 * @param attempts tries so far
 */
public record Waiting(String cause, @Nullable String detail, @Nullable Instant until, int attempts) {}
