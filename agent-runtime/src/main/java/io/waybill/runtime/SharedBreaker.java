package io.waybill.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One agent's breaker as the fleet shares it. Each transition is one script, by Redis' clock, and may be asked for twice.
 *
 * @param recovery how long it stays open before one delivery is let through
 * @param longest how long at most, whatever the dependency asks for: no order waits longer
 */
record SharedBreaker(Redis redis, String agent, Duration recovery, Duration longest) {

    /** How long a delivery that was let through may take, beside its try, to say what came of it. */
    private static final Duration TO_SAY_SO = Duration.ofSeconds(5);
    private static final String NONE = "";

    /**
     * Opens it, or leaves it open for longer.
     *
     * @param wish how long the dependency asks for
     * @return until when it's open
     * @throws io.lettuce.core.RedisException when Redis can't be asked; it may or may not be open
     */
    Optional<Instant> trip(Duration wish, String cause) {
        return trip(wish, cause, NONE);
    }

    /** The same after the failure of one that was let through; empty when others have been let through since. */
    Optional<Instant> trip(Duration wish, String cause, long probe) {
        return trip(wish, cause, Long.toString(probe));
    }

    private Optional<Instant> trip(Duration wish, String cause, String probe) {
        Duration heard = wish.compareTo(longest) < 0 ? wish : longest;
        long until = Script.TRIP.call(redis, key(), Long.toString(recovery.toMillis()),
                Long.toString(heard.toMillis()), cause, probe);
        return until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
    }

    /**
     * Asks to be the one that is let through.
     *
     * @param timeout of the try
     * @return the number that it's known by; 0 when it isn't let through
     * @throws io.lettuce.core.RedisException when Redis can't be asked; then the next is let through when the time is up
     */
    long probe(Duration timeout) {
        return Script.PROBE.call(redis, key(), Long.toString(timeout.plus(TO_SAY_SO).toMillis()));
    }

    /** The one that was let through got an answer. Returns whether that closed the breaker. */
    boolean recover(long probe) {
        return Script.RECOVER.call(redis, key(), Long.toString(probe)) == 1;
    }

    /** The one that was let through hasn't begun after all. */
    void withdraw(long probe) {
        Script.WITHDRAW.call(redis, key(), Long.toString(probe));
    }

    private String[] key() {
        return new String[]{Flags.KEYS.gate(agent)};
    }
}
