package io.waybill.bench;

/** Who takes orders and sees them through. */
interface Target {

    /**
     * Sends one order and returns when a client knows its end, or that it won't learn it. Called from many virtual threads
     * at once; what it counts and how long that takes is the caller's to measure, so it does nothing that a client wouldn't.
     *
     * @param accepted told as soon as the client holds the promise that the order will be seen through; never, if it isn't
     *        given apart from the end
     * @throws InterruptedException when the run is over: then nobody waits for the end any more
     */
    Ending place(Wish wish, Runnable accepted) throws InterruptedException;
}
