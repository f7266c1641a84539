package io.waybill.fleet;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells the user what has come up, and how long after the beginning. */
final class Progress {

    private final PrintWriter out;
    private final InstantSource clock;
    private final Instant begun;

    Progress(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.begun = clock.instant();
    }

    synchronized void up(String what, Object where) {
        Duration since = Duration.between(begun, clock.instant());
        out.printf("  %-17s %-24s %5.1f s%n", what, where, since.toMillis() / 1000.0);
        out.flush();
    }

    /** Something that happened. */
    synchronized void say(String what) {
        out.println(what);
        out.flush();
    }
}
