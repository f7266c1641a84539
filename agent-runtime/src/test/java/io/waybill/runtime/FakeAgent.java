package io.waybill.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent that does what a test says, and remembers what it was given. */
final class FakeAgent implements Agent {

    private final String name;
    private final Handler handler;
    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    interface Handler {
        Outcome handle(Delivery delivery) throws Exception;
    }

    FakeAgent(String name, Handler handler) {
        this.name = name;
        this.handler = handler;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome handle(Delivery delivery) throws Exception {
        deliveries.add(delivery);
        return handler.handle(delivery);
    }
}
