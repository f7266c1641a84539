package io.waybill.runtime;

/** What chance has in store for an order; drawn from the history's seed each time it's asked. */
interface Lot {

    Lot NONE = what -> false;

    /** Whether the one who is asked says no. */
    boolean refuses(What what);

    /** Who may say no. */
    enum What {
        FRAUD, CONFIRM, CAPTURE, TRACKING
    }
}
