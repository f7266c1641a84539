package io.waybill.runtime;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this instance's sign of life in one partition, and says when those of others can be trusted. When Redis loses its
 * keys or can't be reached, everybody looks dead: then nobody may be robbed until all have had time to say that they live.
 */
final class Liveness {

    static final Duration RENEWAL = Duration.ofMillis(700);
    private static final Duration TIME_TO_LIVE = Duration.ofMillis(2_200);
    /** Two renewals, and the longest that a connection takes to come back. */
    private static final Duration QUIET = RENEWAL.multipliedBy(2).plus(Reconnect.LONGEST);

    private final Redis redis;
    private final String key;
    private final InstantSource clock;
    private @Nullable Instant trustedFrom;

    Liveness(Redis redis, Keys keys, Instance instance, InstantSource clock) {
        this.redis = redis;
        this.key = keys.alive(instance.consumer());
        this.clock = clock;
    }

    /** @throws io.lettuce.core.RedisException when Redis can't be asked */
    synchronized void renew() {
        boolean first = trustedFrom == null;
        try {
            @Nullable
            String before = Redis.await(redis.commands().setGet(key, "1", SetArgs.Builder.px(TIME_TO_LIVE)));
            if (first) {
                trustedFrom = clock.instant();
            } else if (before == null) {
                distrust();
            }
        } catch (RuntimeException e) {
            distrust();
            throw e;
        }
    }

    private void distrust() {
        trustedFrom = clock.instant().plus(QUIET);
    }

    /** Whether an instance without a sign of life is dead. */
    synchronized boolean canBeTrusted() {
        return trustedFrom != null && !clock.instant().isBefore(trustedFrom);
    }

    /** Takes the sign away, so that peers needn't wait. */
    void leave() {
        Redis.await(redis.commands().del(key));
    }
}
