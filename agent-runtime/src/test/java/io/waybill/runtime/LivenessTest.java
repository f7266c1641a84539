package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.waybill.servers.RedisServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One turn at a time, with a clock that is set by hand; Redis is real. */
class LivenessTest extends OnRedis {

    private static final Instance ME = new Instance("a", "a~1");
    private static final String KEY = new Keys(0).alive("a~1");

    private Instant now = Instant.EPOCH;
    private final Liveness liveness = new Liveness(redis, new Keys(0), ME, () -> now);

    private void trusted(Liveness signs) {
        signs.renew();
        now = now.plus(Liveness.QUIET);
        signs.renew();
        assertThat(signs.canBeTrusted()).isTrue();
    }

    @Test
    void theSignHoldsForAWhileAndNotForEver() {
        liveness.renew();

        assertThat(Redis.await(redis.commands().pttl(KEY))).isBetween(1L, Liveness.TIME_TO_LIVE.toMillis());
    }

    @Test
    void whoHasJustComeRobsNobodyUntilAllHadTimeToSign() {
        assertThat(liveness.canBeTrusted()).isFalse();
        liveness.renew();
        now = now.plus(Liveness.QUIET).minusMillis(1);
        liveness.renew();
        assertThat(liveness.canBeTrusted()).isFalse();

        now = now.plusMillis(1);

        assertThat(liveness.canBeTrusted()).isTrue();
    }

    @Test
    void whenTheKeysAreGoneNobodyIsRobbedForTwoRenewals() {
        trusted(liveness);
        Redis.await(redis.commands().flushall());

        liveness.renew();

        assertThat(liveness.canBeTrusted()).isFalse();
        now = now.plus(Liveness.RENEWAL.multipliedBy(2));
        liveness.renew();
        assertThat(liveness.canBeTrusted()).isFalse();
        now = now.plus(Liveness.QUIET);
        liveness.renew();
        assertThat(liveness.canBeTrusted()).isTrue();
    }

    @Test
    void aServerThatWasRestartedIsKnownByItsRunIdEvenIfItKeptTheKeys() {
        trusted(liveness);
        Redis.await(redis.commands().set(KEY, "the run id of another server"));

        liveness.renew();

        assertThat(liveness.canBeTrusted()).isFalse();
    }

    @Test
    void whileRedisIsAwayNothingIsTrustedAndThisInstanceIsNotSeen() throws Exception {
        try (RedisServer server = RedisServer.throwaway()) {
            var there = new Redis(RedisClient.create(server.url()));
            var signs = new Liveness(there, new Keys(0), ME, () -> now);
            trusted(signs);
            server.kill();

            assertThatThrownBy(signs::renew).isInstanceOf(RedisException.class);

            assertThat(signs.canBeTrusted()).isFalse();
            now = now.plus(Liveness.TIME_TO_LIVE);
            assertThat(signs.isSigned()).isFalse();
            there.close();
        }
    }

    @Test
    void aSignThatIsNotRenewedInTimeIsTakenForGone() {
        liveness.renew();
        now = now.plus(Liveness.TIME_TO_LIVE).minusMillis(1);
        assertThat(liveness.isSigned()).isTrue();
        now = now.plusMillis(1);
        assertThat(liveness.isSigned()).isFalse();
    }

    @Test
    void aFullRedisTakesTheSign() {
        trusted(liveness);
        fill();
        try {
            liveness.renew();
        } finally {
            makeRoom();
        }

        assertThat(liveness.canBeTrusted()).isTrue();
    }

    @Test
    void aDeadInstancesEntriesAreFreeWithinFourSeconds() {
        Duration seenMissingTwice = TakeOver.EVERY.plus(TakeOver.ONCE_MORE);

        assertThat(Liveness.TIME_TO_LIVE.plus(seenMissingTwice).plus(GroupReader.BLOCK))
                .isLessThanOrEqualTo(Duration.ofSeconds(4));
    }
}
