package io.waybill.runtime;

import java.util.concurrent.Semaphore;

/** Room for deliveries that run at once, and for those in memory, waiting ones included. A freed slot wakes the reader. */
final class Slots {

    private final Semaphore running;
    private final Semaphore inHand;

    Slots(int concurrency, int mostInHand) {
        running = new Semaphore(concurrency, true);
        inHand = new Semaphore(Math.max(mostInHand, concurrency));
    }

    /** Waits until something could run at once, and says how much. */
    int awaitFree() throws InterruptedException {
        inHand.acquire();
        inHand.release();
        running.acquire();
        running.release();
        return Math.max(1, room());
    }

    /** How much could run at once, without waiting. */
    int room() {
        return Math.min(running.availablePermits(), inHand.availablePermits());
    }

    /** Waits for a slot and for room in memory; both are held from then on. */
    void take() throws InterruptedException {
        inHand.acquire();
        running.acquire();
    }

    /** Gives both back. */
    void putAway() {
        running.release();
        inHand.release();
    }

    /** Gives the slot back while what is in hand waits. */
    void free() {
        running.release();
    }

    void takeUninterruptibly() {
        running.acquireUninterruptibly();
    }
}
