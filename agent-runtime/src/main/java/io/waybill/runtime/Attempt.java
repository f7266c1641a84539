package io.waybill.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call of an agent, on a thread of its own, so that it can be given up. Its thread is interrupted then. One that doesn't
 * heed that can't be ended: it takes up one of the agent's slots until it ends, so that such threads stay as few as the slots,
 * and an agent that loses all of them begins nothing more.
 */
final class Attempt {

    private final Slots slots;
    private final FutureTask<Outcome> task;
    /** Whoever comes second, the one that gives it up or its own end, finds it set. */
    private final AtomicBoolean over = new AtomicBoolean();

    Attempt(Callable<Outcome> call, Slots slots) {
        this.slots = slots;
        this.task = new FutureTask<>(Carried.along(call));
    }

    /**
     * @throws TimeoutException when it took too long
     * @throws InterruptedException when the instance stops
     * @throws Exception what the agent threw
     */
    Outcome run(String name, Duration timeout) throws Exception {
        Thread.ofVirtual().name(name).start(() -> {
            task.run();
            if (!over.compareAndSet(false, true)) {
                slots.found();
            }
        });
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException _) {
            throw new TimeoutException("no answer within " + timeout.toMillis() + " ms");
        } finally {
            giveUp();
        }
    }

    private void giveUp() {
        if (task.cancel(true) && over.compareAndSet(false, true)) {
            slots.lost();
        }
    }
}
