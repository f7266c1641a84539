package io.waybill.gateway;

import io.waybill.contracts.Pipeline;

/** Looks at those steps of an order that the ledger knows nothing of yet. */
interface StepLook {

    /** Soon, whatever Redis does; {@link UnderWay#UNKNOWN} when it doesn't answer, or the order needs nothing any more. */
    UnderWay look(LedgerOrder order, Pipeline pipeline);
}
