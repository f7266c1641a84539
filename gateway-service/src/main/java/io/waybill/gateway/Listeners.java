package io.waybill.gateway;

import io.waybill.contracts.OrderEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Those who listen to orders on this gateway. Each holds a virtual thread and room for one {@link Bulletin}. */
@Component
class Listeners {

    private final Places places = new Places();
    private final Semaphore news = new Semaphore(0);
    private final Set<Listener> present = ConcurrentHashMap.newKeySet();
    private volatile boolean dismissed;

    /**
     * The caller closes it.
     *
     * @throws ProblemException when there are too many, or too many of this merchant
     */
    Listener enter(String merchant, UUID order, long told) {
        places.take(merchant);
        var listener = new Listener(order, told, left -> leave(merchant, left));
        present.add(listener);
        if (dismissed) {
            listener.dismiss();
        }
        news.release();
        return listener;
    }

    private void leave(String merchant, Listener listener) {
        if (present.remove(listener)) {
            places.leave(merchant);
        }
    }

    /** Says that something has happened to these orders; when nobody listens to them it does nothing. */
    void happened(List<OrderEvent> events) {
        if (!isEmpty() && isHeard(events.stream().map(OrderEvent::orderId).collect(Collectors.toSet()))) {
            news.release();
        }
    }

    /** Whether somebody listens to one of these orders. */
    boolean isHeard(Set<UUID> orders) {
        return present.stream().anyMatch(listener -> orders.contains(listener.order()));
    }

    /** Returns when something has happened, or somebody has come, since the last time; or when the time is over. */
    void awaitNews(Duration longest) throws InterruptedException {
        if (news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    /** Has these orders looked at. */
    void mark(Collection<UUID> orders) {
        present.stream().filter(listener -> orders.contains(listener.order())).forEach(Listener::mark);
    }

    /** Those whose order is to be looked at. */
    List<Listener> attentive() {
        return present.stream().filter(Listener::isAttentive).toList();
    }

    /** Sends all to other gateways, and who comes from now on. */
    void dismiss() {
        dismissed = true;
        present.forEach(Listener::dismiss);
    }
}
