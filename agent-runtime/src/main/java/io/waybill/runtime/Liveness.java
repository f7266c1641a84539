package io.waybill.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this instance's sign of life in one partition, and says when those of others can be trusted. When Redis loses its
 * keys, is restarted or can't be reached, everybody looks dead: then nobody may be robbed until all have had time to say
 * that they live.
 */
final class Liveness {

    /** A clock that only goes forward: whoever sets a host's clock makes nobody dead, and nobody immortal. */
    static final InstantSource STEADY = () -> Instant.ofEpochSecond(0, System.nanoTime());

    static final Duration RENEWAL = Duration.ofMillis(500);
    /** So an instance may stand still for 2 s, and a dead one's entries are claimed within 4 s of its death. */
    static final Duration TIME_TO_LIVE = Duration.ofMillis(2_500);
    /** Two renewals, and the longest that a lost connection and a failed turn take to come back. */
    static final Duration QUIET = RENEWAL.multipliedBy(2).plus(Reconnect.LONGEST).plus(Loop.LONGEST_PAUSE);

    private final Redis redis;
    private final String key;
    private final InstantSource clock;
    private @Nullable Instant trustedFrom;
    private @Nullable Instant signedUntil;

    Liveness(Redis redis, Keys keys, Instance instance, InstantSource clock) {
        this.redis = redis;
        this.key = keys.alive(instance.consumer());
        this.clock = clock;
    }

    /** @throws io.lettuce.core.RedisException when Redis can't be asked */
    void renew() {
        Instant asked = clock.instant();
        try {
            boolean wasThere = Script.SIGN.call(redis, new String[]{key}, Long.toString(TIME_TO_LIVE.toMillis())) == 1;
            signed(asked, wasThere);
        } catch (RuntimeException e) {
            distrust();
            throw e;
        }
    }

    private synchronized void signed(Instant asked, boolean wasThere) {
        signedUntil = asked.plus(TIME_TO_LIVE);
        if (!wasThere) {
            distrust();
        }
    }

    private synchronized void distrust() {
        trustedFrom = clock.instant().plus(QUIET);
    }

    /** Whether an instance without a sign of life is dead. */
    synchronized boolean canBeTrusted() {
        return isSigned() && trustedFrom != null && !clock.instant().isBefore(trustedFrom);
    }

    /** Whether peers see this instance alive. One that they don't shouldn't take anything: it would be claimed from it. */
    synchronized boolean isSigned() {
        return signedUntil != null && clock.instant().isBefore(signedUntil);
    }

    /** Takes the sign away, so that peers needn't wait. */
    void leave() {
        Redis.await(redis.commands().del(key));
    }
}
