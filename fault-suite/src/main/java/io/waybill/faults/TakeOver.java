package io.waybill.faults;

import io.waybill.fleet.Instance;
import java.time.Duration;

/** How long what a process had in hand stays with it after its death. */
final class TakeOver {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    private TakeOver() {}

    /** A way to end a process. */
    interface End {

        void run() throws InterruptedException;
    }

    /** Ends the process by the given means and returns when all that it had in hand is done or has gone to others. */
    static Duration after(Streams streams, Instance victim, End end) throws InterruptedException {
        long begun = System.nanoTime();
        end.run();
        Duration last = Duration.ZERO;
        while (streams.pendingOf(victim) > 0 && last.compareTo(PATIENCE) < 0) {
            Thread.sleep(LOOK);
            last = Duration.ofNanos(System.nanoTime() - begun);
        }
        return last;
    }
}
