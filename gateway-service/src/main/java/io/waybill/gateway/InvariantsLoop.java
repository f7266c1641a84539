package io.waybill.gateway;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at the invariants from time to time, on a thread of its own, and sooner again when nothing could be seen. */
@Component
class InvariantsLoop implements SmartLifecycle {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(InvariantsLoop.class);

    private final Invariants invariants;
    private final CheckerSettings settings;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    InvariantsLoop(Invariants invariants, CheckerSettings settings) {
        this.invariants = invariants;
        this.settings = settings;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("invariants").start(this::run);
    }

    private void run() {
        Duration pause = FIRST;
        try {
            while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                long began = System.nanoTime();
                Duration shortest = turn() ? settings.every() : Collections.min(List.of(settings.every(), AGAIN));
                Duration longest = Collections.max(List.of(settings.every(), LONGEST));
                pause = new Rest(shortest, longest).after(Duration.ofNanos(System.nanoTime() - began));
            }
        } catch (InterruptedException _) {
            LOG.debug("the invariants aren't looked at any more");
        }
    }

    /** @return whether anything could be seen */
    boolean turn() {
        try {
            return invariants.look();
        } catch (RuntimeException | Error e) { // a loop that ends shows for ever what it saw last
            LOG.error("the invariants can't be looked at", e);
            return false;
        }
    }

    /** A look under way changes nothing, so nobody waits for it. */
    @Override
    public void stop() {
        stop.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null && thread.isAlive();
    }
}
