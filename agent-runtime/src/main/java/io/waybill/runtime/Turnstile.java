package io.waybill.runtime;

import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where deliveries wait as long as a gate is shut. When one may be let through to see whether the trouble is over, those go first
 * that haven't been tried: a delivery that can't succeed would else be the one for ever, and hold all others up.
 */
final class Turnstile {

    /** So many looks have those that haven't been tried to themselves: time enough to read one. */
    private static final int HEAD_START = 8;

    private final Slots slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition untried = lock.newCondition();
    private final Condition tried = lock.newCondition();
    private volatile View view = new View(new Flag(false, Breaker.OPEN, null, false, null), 0);
    private int untriedWaiting;
    private int looksDue;
    private boolean ticket;
    private int moves;
    private boolean closed;

    /** @param era another one each time that the gate has been opened, shut or moved by this instance */
    record View(Flag flag, int era) {

        boolean letsThrough() {
            return flag.letsThrough();
        }
    }

    Turnstile(Slots slots) {
        this.slots = slots;
    }

    /** What is known; as long as nothing is known it's shut. */
    View view() {
        return view;
    }

    /** A look has shown this flag; it's old when this instance has moved the gate since the look was begun. */
    void show(int eraAsked, Flag flag) {
        lock.lock();
        try {
            if (moves > 0 || eraAsked != view.era()) {
                return;
            }
            set(flag);
            looksDue = flag.wantsProbe() ? looksDue + 1 : 0;
            ticket = looksDue > 0;
            if (ticket) {
                (untriedWaiting > 0 ? untried : tried).signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** This instance is about to move the gate: until that is over, looks show nothing. */
    void moves(Flag flag) {
        lock.lock();
        try {
            moves++;
            set(flag);
        } finally {
            lock.unlock();
        }
    }

    void moved(Flag flag) {
        lock.lock();
        try {
            moves--;
            set(flag);
            view = new View(flag, view.era() + 1); // looks that were begun meanwhile are old
        } finally {
            lock.unlock();
        }
    }

    private void set(Flag flag) {
        boolean was = view.letsThrough();
        ticket = false;
        view = new View(flag, was == flag.letsThrough() ? view.era() : view.era() + 1);
        if (flag.letsThrough()) {
            untried.signalAll();
            tried.signalAll();
        } else {
            slots.narrow();
        }
    }

    /** Waits for so long, or until it makes sense to ask again for being let through. */
    void await(boolean isUntried, Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        untriedWaiting += isUntried ? 1 : 0;
        try {
            long left = longest.toNanos();
            while (!closed && left > 0 && !mayAsk(isUntried)) {
                left = (isUntried ? untried : tried).awaitNanos(left);
            }
        } finally {
            untriedWaiting -= isUntried ? 1 : 0;
            lock.unlock();
        }
    }

    private boolean mayAsk(boolean isUntried) {
        return view.letsThrough() || (ticket && (isUntried || looksDue > HEAD_START));
    }

    /** Whether this one may ask to be the one that is let through; one of this instance may, after each look. */
    boolean takeTicket(boolean isUntried) {
        lock.lock();
        try {
            boolean takes = !view.letsThrough() && mayAsk(isUntried);
            ticket = ticket && !takes;
            return takes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether one could be let through, and none waits here that hasn't been tried. */
    boolean wantsUntried() {
        lock.lock();
        try {
            return ticket && untriedWaiting == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            untried.signalAll();
            tried.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
