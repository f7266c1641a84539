package io.waybill.faults;

import io.waybill.fleet.Instance;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/** How long what a process had in hand stays with it after its death. */
final class TakeOver {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(3);
    private int deaths;
    private int withEntries;
    private long entries;
    private Duration worst = Duration.ZERO;

    /**
     * Kills the process when it has something in hand, and returns when all that is done or has gone to others. Entries are in
     * hand for milliseconds, so the process is made to stand still before it's looked at.
     */
    void kill(Site site, Instance victim) throws InterruptedException {
        long inHand = freezeWithEntries(site, victim);
        deaths++;
        withEntries += inHand > 0 ? 1 : 0;
        entries += inHand;
        long begun = System.nanoTime();
        victim.kill();
        Duration took = until(() -> site.streams().pendingOf(victim), begun);
        worst = Collections.max(List.of(worst, took));
    }

    private static long freezeWithEntries(Site site, Instance victim) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_SEARCH.toNanos();
        while (true) {
            victim.suspend();
            long inHand = site.streams().pendingOf(victim);
            if (inHand > 0 || System.nanoTime() > deadline) {
                return inHand;
            }
            victim.resume();
            Thread.sleep(LOOK);
        }
    }

    /** How long after a moment nothing of it was left. */
    static Duration until(LongSupplier left, long begun) throws InterruptedException {
        while (true) {
            boolean over = left.getAsLong() == 0;
            var took = Duration.ofNanos(System.nanoTime() - begun);
            if (over || took.compareTo(PATIENCE) > 0) {
                return took;
            }
            Thread.sleep(LOOK);
        }
    }

    /** Whether half of the dead had something in hand, or more, and it was taken over in time. */
    Seen within(Duration bound) {
        return Seen.of(entries > 0 && withEntries * 2 >= deaths, "%d of %d had something in hand (%d entries)"
                .formatted(withEntries, deaths, entries)).and(Seen.atMost(bound, worst, "worst take-over"));
    }
}
