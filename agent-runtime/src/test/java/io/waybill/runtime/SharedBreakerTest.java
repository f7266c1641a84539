package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scripts by which the fleet shares a breaker, on a real Redis. */
class SharedBreakerTest extends OnRedis {

    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String KEY = "wb:{0}:gate:fraud_agent";

    private final SharedBreaker breaker = new SharedBreaker(redis, "fraud_agent", RECOVERY, Duration.ofHours(1));

    private static Flag flag() {
        return new Flags(redis).look(List.of("fraud_agent")).getFirst();
    }

    private static Instant now() {
        return Redis.instant(Redis.await(redis.commands().time()));
    }

    /** What the flag waits for is over. */
    private static void timePasses() {
        Redis.await(redis.commands().hset(KEY, "until", "1"));
    }

    private long halfOpen() {
        breaker.trip(Duration.ZERO, "503");
        timePasses();
        return breaker.probe(TIMEOUT);
    }

    @Test
    void openMeansOpenForTheRecoveryTime() {
        Instant begun = now();

        Instant until = breaker.trip(Duration.ZERO, "the provider answered 503").orElseThrow();

        assertThat(until).isBetween(begun.plus(RECOVERY).minusMillis(1), now().plus(RECOVERY));
        assertThat(flag()).isEqualTo(new Flag(false, Breaker.OPEN, until, false, "the provider answered 503"));
        assertThat(breaker.probe(TIMEOUT)).isZero();
    }

    @Test
    void whatTheDependencyAsksForCountsWhenItIsLongerButNoLongerThanAnOrderLives() {
        Instant begun = now();

        assertThat(breaker.trip(Duration.ofSeconds(7), "429").orElseThrow()).isBefore(begun.plusSeconds(60));
        assertThat(breaker.trip(Duration.ofMinutes(2), "429").orElseThrow()).isAfter(begun.plusSeconds(119));
        assertThat(breaker.trip(Duration.ofDays(9), "429").orElseThrow()).isBefore(begun.plusSeconds(3_700));
    }

    @Test
    void openingTwiceOpensOnceAndNeverForLess() {
        Instant until = breaker.trip(Duration.ofMinutes(2), "429").orElseThrow();

        assertThat(breaker.trip(Duration.ZERO, "503")).contains(until);
        assertThat(flag().cause()).isEqualTo("429");
    }

    @Test
    void oneIsLetThroughWhenTheTimeIsOverAndNoOther() {
        assertThat(halfOpen()).isPositive();

        assertThat(flag().breaker()).isEqualTo(Breaker.HALF_OPEN);
        assertThat(breaker.probe(TIMEOUT)).isZero();
        assertThat(breaker.trip(Duration.ZERO, "an old one failed")).isEmpty();
    }

    @Test
    void itsAnswerClosesAndLeavesNothingBehind() {
        long probe = halfOpen();

        assertThat(breaker.recover(probe)).isTrue();
        assertThat(breaker.recover(probe)).isFalse();

        assertThat(flag()).isEqualTo(Flag.NONE);
        assertThat(Redis.await(redis.commands().exists(KEY))).isZero();
    }

    @Test
    void itsFailureOpensForAnotherRecoveryTime() {
        long probe = halfOpen();

        assertThat(breaker.trip(Duration.ZERO, "503", probe)).isPresent();
        assertThat(breaker.trip(Duration.ZERO, "503", probe)).isEmpty();

        assertThat(flag().breaker()).isEqualTo(Breaker.OPEN);
        assertThat(flag().isDue()).isFalse();
        assertThat(breaker.probe(TIMEOUT)).isZero();
    }

    @Test
    void whenItIsNeverHeardOfAgainTheNextIsLetThroughAndItsLateWordChangesNothing() {
        long dead = halfOpen();
        timePasses();

        long next = breaker.probe(TIMEOUT);

        assertThat(next).isGreaterThan(dead);
        assertThat(breaker.recover(dead)).isFalse();
        assertThat(breaker.trip(Duration.ZERO, "503", dead)).isEmpty();
        breaker.withdraw(dead);
        assertThat(flag().breaker()).isEqualTo(Breaker.HALF_OPEN);
        assertThat(breaker.recover(next)).isTrue();
    }

    @Test
    void aLateSuccessDoesNotCloseWhatHasBeenOpenedSinceEvenByAFleetThatHasForgotten() {
        long old = halfOpen();
        empty();
        long next = halfOpen();

        assertThat(breaker.recover(old)).isFalse();
        assertThat(breaker.recover(next)).isTrue();
    }

    @Test
    void oneThatHasNotBegunMakesRoomForTheNextAtOnce() {
        long probe = halfOpen();

        breaker.withdraw(probe);

        assertThat(flag().isDue()).isTrue();
        assertThat(breaker.probe(TIMEOUT)).isPositive();
    }

    @Test
    void aPauseLetsNobodyThroughAndOutlastsTheTrouble() {
        long probe = halfOpen();
        new Gates(new Flags(redis)).pause("fraud_agent", "ada", null);

        assertThat(breaker.recover(probe)).isTrue();
        assertThat(flag().paused()).isTrue();
        assertThat(halfOpen()).isZero();
    }

    @Test
    void whereRedisHasForgottenTheGateNothingIsLetThroughClosedOrWithdrawn() {
        long probe = halfOpen();
        empty();

        breaker.withdraw(probe);
        assertThat(breaker.recover(probe)).isFalse();
        assertThat(breaker.trip(Duration.ZERO, "503", probe)).isEmpty();
        assertThat(breaker.probe(TIMEOUT)).isZero();
        assertThat(flag()).isEqualTo(Flag.NONE);
    }

    @Test
    void aFullRedisTakesItAll() {
        var quick = new SharedBreaker(redis, "fraud_agent", Duration.ZERO, Duration.ofHours(1));
        fill();
        try {
            quick.trip(Duration.ZERO, "503");
            quick.withdraw(quick.probe(TIMEOUT));
            assertThat(quick.recover(quick.probe(TIMEOUT))).isTrue();
        } finally {
            makeRoom();
        }
        assertThat(Redis.await(redis.commands().hgetall(KEY))).isEqualTo(Map.of());
    }
}
