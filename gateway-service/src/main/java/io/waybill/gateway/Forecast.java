package io.waybill.gateway;

/**
 * What replaying some of what is parked would do.
 *
 * @param dryRun always true: nothing has been done
 * @param parked how many would be replayed
 */
record Forecast(boolean dryRun, long parked, Effects would) implements ReplayAnswer {

    /**
     * In how many orders the parked step itself would do what. What follows when an order goes on isn't counted. A step that
     * was lost in the middle may find that it's been done.
     *
     * @param hold money would be held
     * @param charge money would be taken
     * @param refundOrVoid money would be given back
     * @param reserve stock would be reserved
     * @param release stock would be given back
     * @param ship a shipment would be made
     * @param mail the customer would get a mail
     * @param slack staff would get a message
     */
    record Effects(long hold, long charge, long refundOrVoid, long reserve, long release, long ship, long mail,
            long slack) {}
}
