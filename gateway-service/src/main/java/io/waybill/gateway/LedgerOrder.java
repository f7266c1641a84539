package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import io.waybill.runtime.Decision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as the ledger has it.
 *
 * @param reason why it doesn't or won't complete
 * @param decision what stands; null as long as nobody has asked
 * @param steps the latest of each agent
 */
record LedgerOrder(UUID id, String reference, OrderStatus status, @Nullable String reason,
        @Nullable String reasonDetail, long total, String currency, String pipeline, TraceParent trace,
        int partition, Instant acceptedAt, @Nullable Instant endedAt, @Nullable Instant settledAt,
        @Nullable Decision decision,
        List<Step> steps) {

    LedgerOrder {
        steps = List.copyOf(steps);
    }

    LedgerOrder with(List<Step> otherSteps) {
        return new LedgerOrder(id, reference, status, reason, reasonDetail, total, currency, pipeline, trace,
                partition, acceptedAt, endedAt, settledAt, decision, otherSteps);
    }

    /** An agent's latest recorded outcome. */
    record Step(String agent, String status, int attempts, @Nullable String instance, @Nullable Instant startedAt,
            @Nullable Instant endedAt, @Nullable String reason) {}
}
