package io.waybill.runtime;

import io.waybill.contracts.Reason;
import java.time.Duration;

/** What came of a delivery's tries. */
sealed interface Verdict {

    /** The agent has said something. */
    record Said(Outcome outcome) implements Verdict {}

    /** The final technical failure. */
    record Failed(Reason reason, String detail) implements Verdict {}

    /**
     * Nothing yet: again after a while, without holding a slot.
     *
     * @param quick whether the slot may be kept for that while, as long as there are quick tries left
     */
    record Waits(Cause cause, String detail, Duration delay, boolean quick) implements Verdict {}

    /** Nothing yet, since nothing may begin: again when the gate opens, without holding a slot. */
    record Shut() implements Verdict {}

    /** Why there's nothing yet. */
    enum Cause {
        OUTAGE, RATE_LIMIT
    }
}
