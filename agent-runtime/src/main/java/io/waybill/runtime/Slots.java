package io.waybill.runtime;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Room for deliveries that run at once, and for those in memory, waiting ones included. A freed slot wakes the reader. */
final class Slots {

    /** More than anybody can wait for, so that a word to stop lets all of them through. */
    private static final int ALL = 1 << 20;

    private final Semaphore running;
    private final Memory memory;
    private volatile boolean closed;

    Slots(int concurrency, int mostInHand) {
        running = new Semaphore(concurrency, true);
        memory = new Memory(Math.max(mostInHand, concurrency));
    }

    /** Waits this long for room in memory and for a slot, and says how much could run at once; 0 when nothing could. */
    int awaitRoom(Duration longest) throws InterruptedException {
        if (!memory.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return 0;
        }
        memory.release();
        return Math.min(awaitSlot(longest), Math.max(1, memory.availablePermits()));
    }

    /** The same without a look at the memory: for what must be taken before all else. */
    int awaitSlot(Duration longest) throws InterruptedException {
        if (!running.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return 0;
        }
        running.release();
        return closed ? 0 : Math.max(1, running.availablePermits());
    }

    /** Something is in hand from now on, running or not. Never waits: what has been read must be somewhere. */
    void keep() {
        memory.takeEvenIfFull();
    }

    /** It's no longer in hand. */
    void putAway() {
        memory.release();
    }

    /**
     * Waits for a slot.
     *
     * @throws InterruptedException when the instance stops
     */
    void take() throws InterruptedException {
        running.acquire();
        if (closed) {
            throw new InterruptedException("the instance stops");
        }
    }

    void free() {
        running.release();
    }

    /** Nobody gets a slot any more, and nobody waits for one. Those who have one keep it. */
    void close() {
        closed = true;
        running.release(ALL);
    }

    private static final class Memory extends Semaphore {

        private static final long serialVersionUID = 1;

        private Memory(int most) {
            super(most);
        }

        private void takeEvenIfFull() {
            reducePermits(1);
        }
    }
}
