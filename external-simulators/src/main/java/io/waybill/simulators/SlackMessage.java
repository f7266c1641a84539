package io.waybill.simulators;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A posted message.
 *
 * @param id Slack's {@code ts}
 */
record SlackMessage(String id, @Nullable String orderId, String channel, String text, Instant at) {}
