package io.waybill.runtime;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one turn after the other until it's asked to stop. A turn that fails is logged and followed by a pause. It has a
 * thread of the system's: a virtual one waits while handlers keep every carrier busy, as the first ones do that load their
 * libraries' classes, and an instance that gives no sign of life for that long is taken for dead.
 */
final class Loop {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Turn turn;
    private final Stop stop;
    private final Thread thread;

    private Loop(String name, Stop stop, Turn turn) {
        this.name = name;
        this.stop = stop;
        this.turn = turn;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    static Loop start(String name, Stop stop, Turn turn) {
        var loop = new Loop(name, stop, turn);
        loop.thread.start();
        return loop;
    }

    private void run() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (!stop.asked()) {
                try {
                    turn.take();
                    pause = SHORTEST_PAUSE;
                } catch (RuntimeException | Error e) { // whatever it is, a loop that ends takes its agent along
                    LOG.warn("{}: {}; goes on in {} ms", name, e.toString(), pause.toMillis());
                    stop.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException _) {
            LOG.debug("{} stops", name);
        }
    }

    /** Waits for the last turn's end; interrupts it when it takes longer. */
    void join(Duration longest) throws InterruptedException {
        if (!thread.join(longest)) {
            thread.interrupt();
            thread.join(SHORTEST_PAUSE);
        }
    }

    /** One turn. Returns soon when there's nothing to do. */
    interface Turn {
        void take() throws InterruptedException;
    }
}
