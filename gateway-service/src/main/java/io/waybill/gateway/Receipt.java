package io.waybill.gateway;

import java.time.Instant;
import java.util.UUID;

/** What became of an order that was to be written. */
sealed interface Receipt {

    /** It's in the ledger, by this write or by an earlier one of the same order whose answer was lost. */
    record Written(Instant deadline) implements Receipt {}

    /** Not written: its key stands for an earlier order that asks for the same. */
    record Repeated(UUID earlier) implements Receipt {}

    /** Not written: its key stands for an earlier order that asks for something else. */
    record KeyReused() implements Receipt {}
}
