package io.waybill.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends orders to a target, each on a virtual thread of its own, and measures what became of them.
 *
 * @param wishes the orders; asked by one thread
 * @param usage what the processes have used so far
 */
record Run(Target target, Supplier<Wish> wishes, Supplier<Usage> usage) {

    /** How long after the last arrival an order may take to its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One run's clock and book. */
    private record Course(long begun, Tally tally) {

        private long now() {
            return System.nanoTime() - begun;
        }
    }

    /**
     * An open loop: orders arrive when the shape says so, whether or not the target keeps up, as merchants don't wait for each
     * other. An order's latency counts from its intended start. So the target's standstill is seen by all who would have come
     * meanwhile: there is no coordinated omission.
     */
    RunResult open(String title, LoadShape shape) throws InterruptedException {
        Usage before = usage.get();
        var course = new Course(System.nanoTime(), new Tally());
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            shape.forEachArrival(due -> {
                awaitTime(course.begun + due);
                Wish wish = wishes.get();
                clients.execute(() -> place(course, due, wish));
            });
            end(clients, PATIENCE);
        }
        return result(title, shape.length(), course, before);
    }

    /**
     * A closed loop: so many orders are in flight all the time, and each end begins the next. It tells how much a target
     * manages, but nothing about latency, since whoever is slow is asked less.
     */
    RunResult closed(String title, int inFlight, Duration length) throws InterruptedException {
        Usage before = usage.get();
        var course = new Course(System.nanoTime(), new Tally());
        var free = new Semaphore(inFlight);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            while (course.now() < length.toNanos()) {
                if (free.tryAcquire(length.toNanos() - course.now(), TimeUnit.NANOSECONDS)) {
                    Wish wish = wishes.get();
                    clients.execute(() -> {
                        place(course, course.now(), wish);
                        free.release();
                    });
                }
            }
            RunResult result = result(title, length, course, before);
            end(clients, PATIENCE);
            return result;
        }
    }

    private void place(Course course, long due, Wish wish) {
        course.tally.sent(due, course.now());
        Ending ending;
        try {
            ending = target.place(wish, () -> course.tally.accepted(due, course.now()));
        } catch (InterruptedException _) {
            ending = Ending.NOT_IN_TIME;
        }
        course.tally.ended(due, course.now(), ending);
    }

    /** Whoever isn't done by then is interrupted, and returns. */
    private static void end(ExecutorService clients, Duration patience) throws InterruptedException {
        clients.shutdown();
        if (!clients.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            clients.shutdownNow();
        }
    }

    private RunResult result(String title, Duration length, Course course, Usage before) {
        return new RunResult(title, length, course.tally.seen(), course.tally.lag(), usage.get().since(before));
    }

    /** Until then, or at once if that is over: a late arrival is made up for, so the rate stays what it is. */
    private static void awaitTime(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
