package io.waybill.servers;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks again and again: a server that isn't our child can't be waited for in a better way. */
final class Poll {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Poll() {}

    /** Returns whether the condition came true within a minute. */
    static boolean until(BooleanSupplier condition) {
        return within(LIMIT, condition);
    }

    /** Returns whether the condition came true in time. */
    static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
