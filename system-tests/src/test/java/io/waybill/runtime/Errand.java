package io.waybill.runtime;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does for an order: a delivery, the ledger's reading, a look of the relay. It has a thread of its
 * own, which only runs while the history waits for it, and stands still after each durable action until it's told what
 * happens next.
 */
final class Errand {

    private static final InheritableThreadLocal<@Nullable Errand> MINE = new InheritableThreadLocal<>();

    final String name;
    private final Lot lot;
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private volatile Next next = Next.GOES_ON;
    private volatile String after = "";
    private volatile boolean over;
    private volatile @Nullable Throwable broken;

    /** What becomes of an errand that stands still. */
    enum Next {
        GOES_ON,
        /** Its process dies: it does nothing any more. */
        DIES,
        /** What it tries next can't be done, and trying again won't help. */
        FAILS,
        /** The answer to its last action is lost. */
        HEARS_NOTHING
    }

    /** What is to be done. */
    interface Task {
        void run() throws Exception;
    }

    /** Passes through everything that catches exceptions, as a death does. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death() {
            super("killed", null, false, false);
        }
    }

    /** Nobody knows whether what was done last was done. */
    static final class LostAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostAnswer() {
            super("a history loses the answer", null, false, false);
        }
    }

    /** @param lot what chance has in store for it */
    Errand(String name, Lot lot, Task task) {
        this.name = name;
        this.lot = lot;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(task));
        thread.start();
    }

    private void run(Task task) {
        MINE.set(this);
        turn.acquireUninterruptibly();
        try {
            task.run();
        } catch (Death _) {
            // as it should be
        } catch (Throwable e) {
            broken = e;
        } finally {
            over = true;
            stop.release();
        }
    }

    /** Lets it go on to its next stop, or to its end. */
    void go(Next what) {
        next = what;
        turn.release();
        stop.acquireUninterruptibly();
    }

    boolean isOver() {
        return over;
    }

    /** The action behind which it stands still. */
    String after() {
        return after;
    }

    /** What it ended with that nobody has foreseen. */
    @Nullable
    Throwable broken() {
        return broken;
    }

    /** To be called before an action. */
    static void begins() {
        Errand errand = MINE.get();
        if (errand != null) {
            errand.begin();
        }
    }

    /** To be called before going on without an action: only the living do. */
    static void lives() {
        Errand errand = MINE.get();
        if (errand != null && errand.next == Next.DIES) {
            throw new Death();
        }
    }

    /** To be called after an action, outside of any transaction: nobody may be held up by one who stands still. */
    static void did(String action) {
        Errand errand = MINE.get();
        if (errand != null && errand.next != Next.DIES) {
            errand.stand(action);
        }
    }

    /** What chance has in store for the one who asks; nothing for those who do no errand. */
    static Lot lot() {
        Errand errand = MINE.get();
        return errand == null ? Lot.NONE : errand.lot;
    }

    private void begin() {
        switch (next) {
            case GOES_ON -> {}
            case DIES -> throw new Death();
            case FAILS -> {
                next = Next.GOES_ON;
                throw new PermanentFailureException("a history lets it fail");
            }
            case HEARS_NOTHING -> {
                next = Next.GOES_ON;
                throw new LostAnswer();
            }
        }
    }

    private void stand(String action) {
        after = action;
        stop.release();
        turn.acquireUninterruptibly();
    }
}
