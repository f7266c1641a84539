package io.waybill.gateway;

import io.waybill.runtime.TraceSpan;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Requests that wait for their order's end. They hold a virtual thread and nothing else, and are woken by whoever sees the
 * end in the ledger.
 */
@Component
class EndWaiters {

    /** More than this don't wait: they get their answer at once. */
    static final int MOST = 1_000;

    private final Semaphore room = new Semaphore(MOST);
    private final Map<UUID, CountDownLatch> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** To be called before the order can end, so that no end is missed. */
    Place enter(UUID order, Duration longest) {
        if (closed || !longest.isPositive() || !room.tryAcquire()) {
            return new Place(order, new CountDownLatch(0), Duration.ZERO);
        }
        var end = new CountDownLatch(1);
        waiting.put(order, end);
        return new Place(order, end, longest);
    }

    /** Says that these have ended; for those that nobody waits for it does nothing. */
    void ended(Collection<UUID> orders) {
        for (UUID order : orders) {
            CountDownLatch end = waiting.get(order);
            if (end != null) {
                end.countDown();
            }
        }
    }

    Set<UUID> waiting() {
        return Set.copyOf(waiting.keySet());
    }

    /** A gateway that stops doesn't keep anybody: they get their answer now. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        ended(waiting());
    }

    /** One request's place; a place without a right to wait is left at once. */
    final class Place implements AutoCloseable {

        private final UUID order;
        private final CountDownLatch end;
        private final Duration longest;

        private Place(UUID order, CountDownLatch end, Duration longest) {
            this.order = order;
            this.end = end;
            this.longest = longest;
        }

        /** How long this one may wait; zero when it may not. */
        Duration longest() {
            return longest;
        }

        /** Returns when the order has ended, when the time is over, or when the gateway stops. */
        void await() throws InterruptedException {
            if (longest.isPositive()) {
                TraceSpan.current().waits();
            }
            boolean _ = end.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            if (waiting.remove(order, end)) {
                room.release();
            }
        }
    }
}
