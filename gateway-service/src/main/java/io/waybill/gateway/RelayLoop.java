package io.waybill.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the relay going on one of the gateways. It sweeps from time to time, seldom enough to cost little, and at once when
 * its marks show that Redis is empty or older than it was. Pauses are looked after as often.
 */
@Component
class RelayLoop implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofMillis(500);
    /** However slow a sweep was: what it hasn't seen yet waits for the next, and orders are to be repaired within a minute. */
    private static final Rest REST = new Rest(Duration.ofSeconds(2), Duration.ofSeconds(15));
    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);

    private final Relay relay;
    private final RelayLease lease;
    private final Marks marks;
    private final LedgerCopy pauses;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;
    private Instant restsUntil = Instant.MIN;
    private boolean troubled;

    RelayLoop(Relay relay, RelayLease lease, Marks marks, LedgerCopy pauses, InstantSource clock) {
        this.relay = relay;
        this.lease = lease;
        this.marks = marks;
        this.pauses = pauses;
        this.clock = clock;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("relay").start(this::run);
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    turn();
                    troubled = false;
                } catch (RuntimeException | Error e) { // whatever it is: a loop that ends leaves what Redis loses lost
                    say(e);
                }
            }
        } catch (InterruptedException _) {
            LOG.debug("the relay stops");
        }
    }

    /** Once, not with every turn: an outage may last. */
    private void say(Throwable e) {
        if (!troubled) {
            LOG.warn("the relay waits: {}", e.toString());
        }
        troubled = true;
        marks.forget();
    }

    /** Sees whether there's something to do now, and does it. */
    void turn() throws InterruptedException {
        if (!lease.take()) {
            marks.forget();
            return;
        }
        Instant began = clock.instant();
        if (marks.showALoss() || !began.isBefore(restsUntil)) {
            pauses.mend(); // first: what the sweep starts over may be for an agent that is to read nothing
            relay.sweep();
            Instant ended = clock.instant();
            restsUntil = ended.plus(REST.after(Duration.between(began, ended)));
        }
    }

    @Override
    public void stop() {
        stop.countDown();
        if (thread != null) {
            try {
                if (!thread.join(EVERY)) {
                    thread.interrupt();
                }
                lease.leave();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.debug("another gateway has to wait for the lease to end", e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null && thread.isAlive();
    }
}
