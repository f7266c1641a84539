package io.waybill.simulators;

/**
 * One request that a fake has recognised.
 *
 * <p>A request for nothing it knows (wrong URL, no such method) is a visit without an operation: no delay, no fault.
 */
sealed interface Visit {

    record Known(Operation operation, Work work) implements Visit {}

    record Unknown(Answer answer) implements Visit {}

    /** Validates, and returns the answer of {@link Turn#take}. */
    @FunctionalInterface
    interface Work {
        Answer perform(Turn turn) throws InterruptedException;
    }
}
