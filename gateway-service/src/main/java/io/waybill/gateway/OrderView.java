package io.waybill.gateway;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as its merchant sees it. */
record OrderView(UUID id, String reference, String status, @Nullable String reason, @Nullable String reasonDetail,
        long total, String currency, String pipeline, String traceId, Instant acceptedAt, @Nullable Instant endedAt,
        @Nullable Instant settledAt, List<Step> steps, OrderLinks links) {

    /**
     * What became of one agent's part.
     *
     * @param attempts tries it took; 0 as long as none has come to an end
     * @param waitingFor what it waits for, when that isn't another step
     */
    record Step(String agent, String status, int attempts, @Nullable String instance, @Nullable Instant startedAt,
            @Nullable Instant endedAt, @Nullable String reason, @Nullable String waitingFor) {}

    static OrderView of(LedgerOrder order, List<Step> steps) {
        return new OrderView(order.id(), order.reference(), order.status().code(), order.reason(),
                order.reasonDetail(), order.total(), order.currency(), order.pipeline(), order.trace().traceId(),
                order.acceptedAt(), order.endedAt(), order.settledAt(), steps, OrderLinks.to(order.id()));
    }

    @JsonIgnore
    boolean hasEnded() {
        return endedAt != null;
    }
}
