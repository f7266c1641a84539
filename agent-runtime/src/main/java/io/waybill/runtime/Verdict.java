package io.waybill.runtime;

import io.waybill.contracts.Reason;
import java.time.Duration;

/** What came of a delivery's tries. */
sealed interface Verdict {

    /** The agent has said something. */
    record Said(Outcome outcome) implements Verdict {}

    /** The final technical failure. */
    record Failed(Reason reason, String detail) implements Verdict {}

    /** An outage: again after a while, without holding a slot. */
    record Waits(Duration delay) implements Verdict {}
}
