package io.waybill.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a step waits for, when that isn't another step.
 *
 * @param cause outage, breaker, paused or rate_limit
 * @param until when it goes on, or is looked at again; null when nobody knows
 */
record WaitingFor(String cause, @Nullable String detail, @Nullable Instant until) {}
