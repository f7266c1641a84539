package io.waybill.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** In the order in which they stop; together in less than 45 s. The servers kill themselves in time, if they have to. */
    enum Stage {

        INTAKE(Duration.ofSeconds(4)),
        AGENTS(Duration.ofSeconds(13)),
        OUTSIDE(Duration.ofSeconds(2)),
        SERVERS(Duration.ofSeconds(25));

        private final Duration patience;

        Stage(Duration patience) {
            this.patience = patience;
        }
    }

    private record Item(String name, AutoCloseable closer) {

        /** Nothing when it stopped as it should; else what became of it. */
        Optional<String> close() {
            try {
                closer.close();
                return Optional.empty();
            } catch (Exception | LinkageError e) { // a build may have replaced the classes of what still runs
                LOG.error("{} didn't stop cleanly", name, e);
                return Optional.of("%s didn't stop cleanly: %s".formatted(name, e.getMessage()));
            }
        }
    }

    /** An item that is being stopped. */
    private record Closing(Item item, Future<Optional<String>> outcome) {

        Optional<String> after(Stage stage) {
            if (outcome.isDone()) {
                return outcome.resultNow();
            }
            String late = "%s didn't stop within %d s".formatted(item.name, stage.patience.toSeconds());
            LOG.error(late);
            return Optional.of(late);
        }
    }

    private final Map<Stage, List<Item>> started = new EnumMap<>(Stage.class);
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
     * @param name what the user knows it by
     * @throws FleetException if stopping has begun
     */
    <T extends AutoCloseable> T start(Stage stage, String name, Callable<T> starter) throws Exception {
        begin(stage);
        try {
            T item = starter.call();
            keep(stage, new Item(name, item));
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

    private synchronized void keep(Stage stage, Item item) {
        items(stage).add(item);
    }

    private synchronized void end(Stage stage) {
        starting.merge(stage, -1, Integer::sum);
        notifyAll();
    }

    /** Stops everything; returns what didn't stop in time and without an error, each in a line. */
    List<String> stop() {
        var troubles = new ArrayList<String>();
        for (Stage stage : Stage.values()) {
            long deadline = System.nanoTime() + stage.patience.toNanos();
            troubles.addAll(close(stage, take(stage, deadline), deadline));
        }
        return troubles;
    }

    /** The last time that anything of this stage is handed out: a start that ends later than this is on its own. */
    private synchronized List<Item> take(Stage stage, long deadline) {
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

    private List<Item> items(Stage stage) {
        return started.computeIfAbsent(stage, any -> new ArrayList<>());
    }

    private static List<String> close(Stage stage, List<Item> items, long deadline) {
        var closers = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("stop-", 0).factory());
        List<Closing> closing = items.stream().map(item -> new Closing(item, closers.submit(item::close))).toList();
        closers.shutdown();
        try {
            closers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return closing.stream().flatMap(each -> each.after(stage).stream()).toList();
    }
}
