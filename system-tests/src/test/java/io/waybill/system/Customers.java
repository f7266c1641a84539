package io.waybill.system;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** They order all the time, whatever they are answered; one of six can't be served. */
final class Customers implements AutoCloseable {

    private static final long EVERY_MS = 150;
    private static final NewOrder GADGET = NewOrder.GOOD.of("GADGET");
    private static final List<NewOrder> WISHES = List.of(GADGET, GADGET, GADGET, GADGET, GADGET,
            GADGET.paidWith("pm_card_chargeDeclined"));

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private final Http gateway;
    private int next;

    Customers(Http gateway) {
        this.gateway = gateway;
    }

    void begin() {
        var _ = clock.scheduleAtFixedRate(this::order, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** On a thread of its own, since in an outage answers take long. */
    private void order() {
        String order = WISHES.get(next++ % WISHES.size()).json();
        waiting.add(Thread.ofVirtual().start(() -> {
            try {
                gateway.send("POST", "/orders", order);
            } catch (IllegalStateException e) {
                System.out.println("a customer got no answer: " + e);
            } finally {
                waiting.remove(Thread.currentThread());
            }
        }));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        waiting.forEach(Thread::interrupt);
    }
}
