package io.waybill.runtime;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Room for deliveries that run at once, and for those in memory, waiting ones included. A freed slot wakes the reader. After
 * trouble there's one slot at first, and one more with each success.
 */
final class Slots {

    /** More than anybody can wait for, so that a word to stop lets all of them through. */
    private static final int ALL = 1 << 20;

    private final int concurrency;
    private final Permits running;
    private final Permits memory;
    private volatile int width;
    private int lost;
    private int given;
    private volatile boolean closed;

    Slots(int concurrency, int mostInHand) {
        this.concurrency = concurrency;
        width = concurrency;
        given = concurrency;
        running = new Permits(concurrency, true);
        memory = new Permits(Math.max(mostInHand, concurrency), false);
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
        memory.take(1);
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

    /** From now on there's one slot. Those who have one keep it. */
    synchronized void narrow() {
        width = 1;
        resize();
    }

    /** One more slot, until all are there. */
    void widen() {
        if (width < concurrency) {
            widenByOne();
        }
    }

    private synchronized void widenByOne() {
        width = Math.min(concurrency, width + 1);
        resize();
    }

    /** A try that was given up doesn't end: it has a slot of its own until it's found. */
    synchronized void lost() {
        lost++;
        resize();
    }

    synchronized void found() {
        lost--;
        resize();
    }

    private void resize() {
        int gives = Math.min(width, concurrency - lost);
        if (gives > given) {
            running.release(gives - given);
        } else {
            running.take(given - gives);
        }
        given = gives;
    }

    /** Nobody gets a slot any more, and nobody waits for one. Those who have one keep it. */
    void close() {
        closed = true;
        running.release(ALL);
    }

    private static final class Permits extends Semaphore {

        private static final long serialVersionUID = 1;

        private Permits(int count, boolean fair) {
            super(count, fair);
        }

        /** Also when none are left: then so many must come back before the next is given. */
        private void take(int count) {
            reducePermits(count);
        }
    }
}
