package io.waybill.gateway;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done about an order outside its stream of events, as operators see it.
 *
 * @param orderId null when no one order is concerned
 * @param agent which agent's part is concerned, if one's is
 * @param by {@code operator:} or {@code merchant:} with the merchant of the key, or the agent that says it
 * @param what a {@link Deed}, or what an agent says
 */
record Note(UUID id, @Nullable UUID orderId, @Nullable String agent, Instant at, String by, String what,
        @Nullable String why) {}
