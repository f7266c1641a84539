package io.waybill.faults;

import java.io.IOException;
import java.time.Duration;

/** Keeps an eye on one agent's breaker. A look that fails isn't one: the next may be luckier. */
final class Watch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final String agent;
    private final Clients clients;
    private final Thread looks;
    private volatile AgentState last = new AgentState(0, "closed");
    private volatile boolean opened;

    private Watch(String agent, Clients clients) {
        this.agent = agent;
        this.clients = clients;
        this.looks = Thread.ofVirtual().name("watch " + agent).unstarted(this::look);
    }

    static Watch over(String agent, Clients clients) {
        var watch = new Watch(agent, clients);
        watch.looks.start();
        return watch;
    }

    private void look() {
        try {
            while (true) {
                try {
                    last = AgentState.of(agent, clients);
                    opened |= last.isHeldBack();
                } catch (IOException unknown) {
                    // as it was
                }
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException closed) {
            // no more
        }
    }

    AgentState last() {
        return last;
    }

    /** Whether its breaker was ever seen open. */
    boolean opened() {
        return opened;
    }

    @Override
    public void close() {
        looks.interrupt();
    }
}
