package io.waybill.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an order stands, in the words of {@link OrderView}. */
record OrderStanding(String status, @Nullable String reason, @Nullable String reasonDetail, @Nullable Instant endedAt,
        @Nullable Instant settledAt) {}
