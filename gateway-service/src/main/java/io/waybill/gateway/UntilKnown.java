package io.waybill.gateway;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Repeats a write whose answer was lost with the connection, until it's known what became of it. The write must be one that
 * finds what an earlier try of it has left.
 */
final class UntilKnown {

    /** After a crash the pool is full of dead connections, so one more try isn't enough; nor is it worth waiting long. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private UntilKnown() {}

    /**
     * @throws OutcomeUnknownException when PostgreSQL doesn't come back soon
     * @throws RuntimeException what the write threw when that says that nothing was written
     */
    static <T> T write(Supplier<T> write) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            if (!Outage.hidesTheOutcome(e)) {
                throw e;
            }
            return again(write, e);
        }
    }

    /** Without pauses: a dead connection fails at once and is gone from the pool, and a new one takes its time. */
    private static <T> T again(Supplier<T> write, RuntimeException lost) {
        long start = System.nanoTime();
        while (true) {
            try {
                return write.get();
            } catch (RuntimeException e) {
                if (!Outage.is(e)) {
                    throw e;
                }
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new OutcomeUnknownException(lost);
                }
            }
        }
    }
}
