package io.waybill.checker;

/** What must hold, whatever died meanwhile. */
public enum Invariant {

    I1("every order that was answered with 2xx ends and settles, or a person was called; none vanishes"),
    I2("the payment provider charged each order once at most"),
    I3("what was captured and not refunded is what completed orders cost; others hold no money"),
    I4("stock: reserved is what unfinished and completed orders hold, and no more than there is"),
    I5("exactly one shipment for each completed order, none for any other"),
    I6("an order's events are without holes, legal, and end it one way, as its decision says"),
    I7("each completed order's messages were sent, and repeated no more often than something crashed"),
    I8("the same merchant and Idempotency-Key: the same order, and byte for byte the same answer"),
    I9("afterwards nothing lags or is pending, no order is unfinished, no breaker is open, and only what should be is parked"),
    I11("the run was not empty: at least 80 % of the requests were accepted, and the fault did fire");

    private final String promise;

    Invariant(String promise) {
        this.promise = promise;
    }

    /** What it says, in words. */
    public String promise() {
        return promise;
    }
}
