package io.waybill.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Orders that wait, since the first agent is paused, and what it costs to see them through. */
record Backlog(Site site) {

    private static final String FIRST_AGENT = "validator";
    private static final int CLIENTS = 64;
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final long SEED = 1043;

    /** Returns when at least so many wait; from then on none is begun until {@link #drain}. */
    RunResult pileUp(int orders) throws InterruptedException, IOException, SQLException {
        site.gateway().pause(FIRST_AGENT);
        Run run = new Run(new AcceptedIsEnough(site.gateway()), OrderMaker.likeReal(SEED), () -> Usage.NOTHING);
        Usage before = site.processes().get();
        Instant begun = Instant.now();
        for (long waiting = 0; waiting < orders; waiting += slice(run)) {
            // one more
        }
        Usage usage = site.processes().get().since(before);
        Duration length = Duration.between(begun, Instant.now());
        long accepted = site.storage().accepted(begun);
        return result("accepting %,d".formatted(accepted), length, accepted, usage);
    }

    private static long slice(Run run) throws InterruptedException, IOException {
        Seen seen = run.closed("a slice", CLIENTS, SLICE).seen();
        if (seen.completed() == 0) {
            throw new IOException("The gateway accepts nothing: " + seen.ends());
        }
        return seen.completed();
    }

    /** Lets them go on, and looks at what is done until all are or this time is over; the rest goes on. */
    RunResult drain(Duration most) throws InterruptedException, IOException, SQLException {
        Usage before = site.processes().get();
        Instant begun = Instant.now();
        site.gateway().resume(FIRST_AGENT);
        while (Instant.now().isBefore(begun.plus(most)) && site.storage().isAnyOpen()) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        Usage usage = site.processes().get().since(before);
        Instant over = Instant.now();
        long ended = site.storage().ended(begun, over);
        return result("seeing %,d through".formatted(ended), Duration.between(begun, over), ended, usage);
    }

    private static RunResult result(String title, Duration length, long orders, Usage usage) {
        return new RunResult(title, length, Seen.counted(orders), Lag.NONE, usage);
    }
}
