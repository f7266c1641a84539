package io.waybill.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started and has to be stopped, in stages. Those of one stage stop side by side; the next stage doesn't wait for
 * longer than the stage's patience, because the servers at the end must be stopped whatever hangs before them.
 */
final class StopList {

    private static final Logger LOG = LoggerFactory.getLogger(StopList.class);

    /** In the order in which they stop; together in less than 25 s. */
    enum Stage {

        INTAKE(Duration.ofSeconds(4)),
        AGENTS(Duration.ofSeconds(13)),
        OUTSIDE(Duration.ofSeconds(2)),
        SERVERS(Duration.ofSeconds(5));

        private final Duration patience;

        Stage(Duration patience) {
            this.patience = patience;
        }
    }

    private final Map<Stage, List<AutoCloseable>> started = new EnumMap<>(Stage.class);
    private final Map<Stage, Integer> starting = new EnumMap<>(Stage.class);
    private boolean stopping;

    StopList() {
        for (Stage stage : Stage.values()) {
            started.put(stage, new ArrayList<>());
            starting.put(stage, 0);
        }
    }

    /**
     * Starts something and keeps it for {@link #stop}, which waits for a start that is under way.
     *
     * @throws FleetException if stopping has begun
     */
    <T extends AutoCloseable> T start(Stage stage, Callable<T> starter) throws Exception {
        begin(stage);
        try {
            T item = starter.call();
            keep(stage, item);
            return item;
        } finally {
            end(stage);
        }
    }

    private synchronized void begin(Stage stage) {
        if (stopping) {
            throw new FleetException("Stopped while it was starting");
        }
        starting.merge(stage, 1, Integer::sum);
    }

    private synchronized void keep(Stage stage, AutoCloseable item) {
        items(stage).add(item);
    }

    private synchronized void end(Stage stage) {
        starting.merge(stage, -1, Integer::sum);
        notifyAll();
    }

    /** Stops everything; returns whether all of it stopped in time and without an error. */
    boolean stop() {
        boolean clean = true;
        for (Stage stage : Stage.values()) {
            long deadline = System.nanoTime() + stage.patience.toNanos();
            clean &= close(take(stage, deadline), deadline);
        }
        return clean;
    }

    /** The last time that anything of this stage is handed out: a start that ends later than this is on its own. */
    private synchronized List<AutoCloseable> take(Stage stage, long deadline) {
        stopping = true;
        try {
            for (long left; starting.getOrDefault(stage, 0) > 0 && (left = deadline - System.nanoTime()) > 0;) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var taken = List.copyOf(items(stage));
        items(stage).clear();
        return taken;
    }

    private List<AutoCloseable> items(Stage stage) {
        return started.computeIfAbsent(stage, any -> new ArrayList<>());
    }

    private static boolean close(List<AutoCloseable> items, long deadline) {
        var closers = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("stop-", 0).factory());
        List<Future<Boolean>> outcomes = items.stream().map(item -> closers.submit(() -> close(item))).toList();
        closers.shutdown();
        try {
            boolean inTime = closers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return inTime && outcomes.stream().allMatch(Future::resultNow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean close(AutoCloseable item) {
        try {
            item.close();
            return true;
        } catch (Exception e) {
            LOG.error("{} didn't stop cleanly", item, e);
            return false;
        }
    }
}
