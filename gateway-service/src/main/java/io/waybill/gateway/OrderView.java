package io.waybill.gateway;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as its merchant sees it. */
record OrderView(UUID id, String reference, String status, @Nullable String reason, @Nullable String reasonDetail,
        long total, String currency, String pipeline, String traceId, Instant acceptedAt, @Nullable Instant endedAt,
        @Nullable Instant settledAt, List<Step> steps, List<Note> notes, OrderLinks links) {

    /**
     * What became of one agent's part.
     *
     * @param attempts tries it took, or has taken so far; 0 as long as none is known
     * @param waitingFor what it waits for, when that isn't another step
     */
    record Step(String agent, String status, int attempts, @Nullable String instance, @Nullable Instant startedAt,
            @Nullable Instant endedAt, @Nullable String reason, @Nullable WaitingFor waitingFor) {}

    /**
     * What was done about it outside the pipeline.
     *
     * @param by {@code operator}, {@code merchant}, or the agent that says it
     */
    record Note(Instant at, String by, @Nullable String agent, String what, @Nullable String why) {

        /** Merchants see that an operator did it, not which one. */
        static Note of(io.waybill.gateway.Note note) {
            return new Note(note.at(), note.by().replaceFirst(":.*", ""), note.agent(), note.what(), note.why());
        }
    }

    static OrderView of(LedgerOrder order, List<Step> steps, List<Note> notes) {
        return new OrderView(order.id(), order.reference(), order.status().code(), order.reason(),
                order.reasonDetail(), order.total(), order.currency(), order.pipeline(), order.trace().traceId(),
                order.acceptedAt(), order.endedAt(), order.settledAt(), steps, notes, OrderLinks.to(order.id()));
    }
}
