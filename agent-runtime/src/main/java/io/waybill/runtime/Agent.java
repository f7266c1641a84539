package io.waybill.runtime;

/**
 * Does one step of an order. A bean of this type is an agent: the runtime reads its stream, guards, retries, and sends the
 * order on; the agent only decides.
 *
 * <p>The promise to the fleet: a delivery may come again, at any age, also while an earlier one is still running (an
 * instance that was taken for dead). So every effect is idempotent by (order, agent), and remembered in PostgreSQL.
 */
public interface Agent {

    /** The name in pipeline.yaml, or the name of the undo that pipeline.yaml gives as a compensation. */
    String name();

    /**
     * Handles one delivery, on a virtual thread, inside the agent's timeout: when that is over the thread is interrupted.
     *
     * @return what the agent says of the order's step
     * @throws PermanentFailureException when trying again can't help
     * @throws NotYetException when it hasn't begun since now isn't the time: it comes again, and nothing is counted
     * @throws Exception for anything technical: it's tried again, and an outage is waited out
     */
    Outcome handle(Delivery delivery) throws Exception;
}
