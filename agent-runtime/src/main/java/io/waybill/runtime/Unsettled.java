package io.waybill.runtime;

import io.waybill.runtime.Decisions.Standing;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that the ledger hasn't seen settle.
 *
 * @param life the latest that the ledger knows
 * @param decision what stands; null as long as nobody has asked
 */
public record Unsettled(UUID orderId, int partition, long life, @Nullable Standing decision) {

    /** What a look at it in Redis has shown, and what was done about it. The sequence is that of the script's answers. */
    public enum Look {
        /** Redis has lost it, or knows an earlier life of it only: it needs a new life. */
        GONE,
        /** It has an entry or an event that somebody will get to. */
        UNDER_WAY,
        /** An entry of it was gone, and has been sent again. */
        SENT_AGAIN,
        /** It's to be undone and nobody had begun with that: the undos have been sent. */
        UNDOS_SENT,
        /** Nothing of it is under way, and all its events have been read. */
        IDLE;

        static Look of(long answer) {
            return values()[Math.toIntExact(answer)];
        }
    }
}
