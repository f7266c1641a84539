package io.waybill.gateway;

import io.waybill.runtime.Waiter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps telling those who listen: at once what this gateway has written, and what others have soon after. */
@Component
class ListenersLoop implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofMillis(250);
    /** Under load, what happens meanwhile is told together. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ListenersLoop.class);

    private final Listeners listeners;
    private final Telling telling;
    private final Waiter waiter;
    private @Nullable Thread thread;
    private volatile boolean stopping;
    private boolean troubled;

    ListenersLoop(Listeners listeners, Telling telling, Waiter waiter) {
        this.listeners = listeners;
        this.telling = telling;
        this.waiter = waiter;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("listeners").start(this::run);
    }

    private void run() {
        try {
            boolean isMore = false;
            while (!stopping) {
                listeners.awaitNews(isMore ? Duration.ZERO : EVERY);
                isMore = turn();
                waiter.sleep(SHORTEST_REST);
            }
        } catch (InterruptedException _) {
            LOG.debug("nobody is told anything any more");
        }
    }

    private boolean turn() {
        try {
            boolean isMore = telling.turn();
            troubled = false;
            return isMore;
        } catch (RuntimeException | Error e) { // whatever it is: a loop that ends leaves all who listen in the dark
            say(e);
            return false;
        }
    }

    /** Once, not with every turn: an outage may last. */
    private void say(Throwable e) {
        if (!troubled) {
            LOG.warn("those who listen to orders hear nothing for now: {}", e.toString());
        }
        troubled = true;
    }

    /** Those who listen go elsewhere, since the web server would wait for them. */
    @Override
    public void stop() {
        stopping = true;
        listeners.dismiss();
        if (thread != null) {
            try {
                if (!thread.join(PATIENCE)) {
                    thread.interrupt();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null && thread.isAlive();
    }

    /** When the web server stops: until then who is sent away might come back here. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }
}
