package io.waybill.contracts;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an order, as the ledger keeps it. Events are numbered from 1 within a life, without gaps, but
 * may arrive in any order and more than once.
 *
 * @param life counts how often the order was started over; from 1
 * @param agent whose outcome it is; null for {@link Kind#ENDED} and {@link Kind#SETTLED}
 * @param status of a step: done, refused, failed or parked; of the decision: commit or abort; else null
 * @param reason a {@link Reason}'s code; null when there is none, as for an order that ended completed
 * @param result what the agent left for those behind it, as JSON
 * @param attempts tries that this step took
 * @param at by the clock of Redis; startedAt and endedAt by the clock of the instance
 */
public record OrderEvent(UUID orderId, long life, long number, Kind kind, Instant at, @Nullable String agent,
        @Nullable String status, @Nullable String reason, @Nullable String detail, @Nullable String result,
        int attempts, @Nullable String instance, @Nullable Instant startedAt, @Nullable Instant endedAt) {

    /** What sort of event it is. */
    public enum Kind {
        /** An agent's outcome has been recorded. */
        STEP,
        /** The order's decision has been asked for, and this is what stands. */
        DECIDED,
        /** The outcome stands: completed when there is no reason. */
        ENDED,
        /** Trailing steps are done too. */
        SETTLED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
