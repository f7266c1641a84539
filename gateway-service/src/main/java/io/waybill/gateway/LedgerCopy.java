package io.waybill.gateway;

/** Something that Redis is told of what the ledger knows. */
interface LedgerCopy {

    /**
     * Brings back what Redis has lost, and takes away what the ledger doesn't know. May be called at any time, by several
     * gateways at once.
     *
     * @return false when Redis can't be asked
     */
    boolean mend();
}
