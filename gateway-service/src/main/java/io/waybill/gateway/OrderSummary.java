package io.waybill.gateway;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order in a list. */
record OrderSummary(UUID id, String reference, String status, @Nullable String reason, long total, String currency,
        Instant acceptedAt, @Nullable Instant endedAt) {}
