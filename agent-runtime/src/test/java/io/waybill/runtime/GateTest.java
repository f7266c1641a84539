package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.AgentDefinition.CircuitBreaker;
import io.waybill.runtime.GateState.Breaker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One instance's gate, one turn at a time: a look is a call, and time passes when it's told to. */
class GateTest extends OnRedis {

    private static final CircuitBreaker TWICE = new CircuitBreaker(2, Duration.ofSeconds(30));
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Slots slots = new Slots(3, 10);
    private final Gate gate = OpenGate.of(redis, "fraud_agent", TWICE, slots);

    private static Flag flag() {
        return new Flags(redis).look(List.of("fraud_agent")).getFirst();
    }

    private static void timePasses() {
        Redis.await(redis.commands().hset("wb:{0}:gate:fraud_agent", "until", "1"));
    }

    private static void looks(Gate gate) {
        gate.saw(gate.era(), flag());
    }

    private static @Nullable Pass enter(Gate gate) {
        return gate.enter(true, TIMEOUT);
    }

    private static Pass entered(Gate gate) {
        return Objects.requireNonNull(enter(gate));
    }

    private static void fails(Gate gate, Exception trouble) {
        gate.failed(entered(gate), UUID.randomUUID(), trouble);
    }

    private void shut() {
        fails(gate, new IOException("503"));
        fails(gate, new IOException("503"));
    }

    private int free() throws InterruptedException {
        return slots.awaitSlot(Duration.ZERO);
    }

    @Test
    void asLongAsNothingIsKnownItIsShut() {
        var unknown = new Gate(new SharedBreaker(redis, "fraud_agent", TIMEOUT, TIMEOUT),
                new FailureCount("fraud_agent", TWICE), slots, new Telemetry(
                        new SimpleMeterRegistry()));
        assertThat(enter(unknown)).isNull();

        looks(unknown);

        assertThat(enter(unknown)).isNotNull();
    }

    @Test
    void tooManyFailuresShutItHereAndForTheFleet() {
        fails(gate, new IOException("503"));
        assertThat(gate.isOpen()).isTrue();
        fails(gate, new IOException("503"));

        assertThat(gate.isOpen()).isFalse();
        assertThat(enter(gate)).isNull();
        assertThat(flag().breaker()).isEqualTo(Breaker.OPEN);
        assertThat(flag().cause()).isEqualTo("503");
    }

    @Test
    void whatAnotherInstanceHasShutIsShutAndWhatItOpensIsOpenWithOneSlot() throws InterruptedException {
        Gate other = OpenGate.of(redis, "fraud_agent", TWICE, new Slots(3, 10));
        shut();
        looks(other);
        assertThat(enter(other)).isNull();
        timePasses();
        looks(other);
        other.answered(entered(other));

        looks(gate);

        assertThat(gate.isOpen()).isTrue();
        assertThat(free()).isEqualTo(1);
        gate.answered(entered(gate));
        assertThat(free()).isEqualTo(2);
    }

    @Test
    void aLookFromBeforeItWasShutHereDoesNotOpenIt() {
        int era = gate.era();
        Flag seen = flag();
        shut();

        gate.saw(era, seen);

        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void whatRunsSinceBeforeSaysNothingOfWhatIsAfter() {
        Pass before = entered(gate);
        Pass alsoBefore = entered(gate);
        shut();
        gate.answered(before);
        assertThat(gate.isOpen()).isFalse();
        empty();
        looks(gate);

        gate.failed(before, UUID.randomUUID(), new IOException("503"));
        gate.failed(alsoBefore, UUID.randomUUID(), new IOException("503"));

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void anAnswerOfWhateverKindEndsTheRow() {
        fails(gate, new IOException("503"));
        gate.answered(entered(gate));
        fails(gate, new IOException("503"));

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void whatHasNotBegunCountsForNothing() {
        fails(gate, new IOException("503"));
        gate.notBegun(entered(gate));
        fails(gate, new IOException("503"));

        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void aFlagThatIsGoneOpensItGradually() throws InterruptedException {
        shut();
        empty();

        looks(gate);

        assertThat(gate.isOpen()).isTrue();
        assertThat(free()).isEqualTo(1);
    }

    @Test
    void whereTheFlagCannotBeSetTheNextLookOpensIt() {
        var nowhere = RedisClient.create("redis://127.0.0.1:1");
        Gate lost = OpenGate.of(new Redis(nowhere), "fraud_agent", TWICE, slots);
        fails(lost, new IOException("503"));
        fails(lost, new IOException("503"));
        assertThat(enter(lost)).isNull();

        looks(lost);

        assertThat(enter(lost)).isNotNull();
        nowhere.shutdown();
    }

    @Test
    void whateverGoesWrongWhileTheFlagIsSetTheNextLookOpensIt() {
        var tooLong = new CircuitBreaker(1, Duration.ofSeconds(Long.MAX_VALUE)); // can't be said in milliseconds
        Gate unsaid = OpenGate.of(redis, "fraud_agent", tooLong, slots);
        fails(unsaid, new IOException("503"));
        assertThat(enter(unsaid)).isNull();

        looks(unsaid);

        assertThat(enter(unsaid)).isNotNull();
    }

    @Test
    void afterTheRecoveryTimeOneOfTheWholeFleetIsLetThroughAndClosesIt() {
        Gate other = OpenGate.of(redis, "fraud_agent", TWICE, new Slots(3, 10));
        shut();
        timePasses();
        looks(gate);
        looks(other);

        Pass probe = entered(gate);
        assertThat(probe.isProbe()).isTrue();
        assertThat(enter(gate)).isNull();
        assertThat(enter(other)).isNull();
        looks(gate);
        assertThat(enter(gate)).isNull();

        gate.answered(probe);
        assertThat(gate.isOpen()).isTrue();
        assertThat(flag()).isEqualTo(Flag.NONE);
    }

    @Test
    void theOneThatIsLetThroughDoesNotAddASlot() throws InterruptedException {
        shut();
        timePasses();
        looks(gate);
        gate.answered(entered(gate));

        assertThat(free()).isEqualTo(1);
    }

    @Test
    void itsFailureShutsItAgainAfterThatOneAlone() {
        shut();
        timePasses();
        looks(gate);

        fails(gate, new IOException("still 503"));

        looks(gate);
        assertThat(enter(gate)).isNull();
        assertThat(flag().isDue()).isFalse();
        assertThat(flag().cause()).isEqualTo("still 503");
    }

    @Test
    void oneThatHasNotBegunAfterAllLetsTheNextTry() {
        shut();
        timePasses();
        looks(gate);
        gate.notBegun(entered(gate));
        looks(gate);

        assertThat(enter(gate)).isNotNull();
    }

    @Test
    void thoseThatHaveFailedBeforeLetOthersTryFirstButNotForEver() {
        shut();
        timePasses();
        looks(gate);
        assertThat(gate.enter(false, TIMEOUT)).isNull();
        assertThat(gate.wantsUntried()).isTrue();

        for (int i = 0; i < 8; i++) {
            looks(gate);
        }

        assertThat(gate.enter(false, TIMEOUT)).isNotNull();
        assertThat(gate.wantsUntried()).isFalse();
    }

    @Test
    void theLongestThatTheDependencyAsksForIsHonouredAlsoWhenItSaysSoLate() {
        Pass late = entered(gate);
        shut();
        var before = Objects.requireNonNull(flag().until());

        gate.failed(late, UUID.randomUUID(), new RetryLaterException("429", Duration.ofMinutes(5)));

        assertThat(flag().until()).isAfter(before.plusSeconds(200));
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void whatAnOperatorHoldsShutIsShutUntilHeOpensIt() throws InterruptedException {
        var gates = new Gates(new Flags(redis));
        gates.pause("fraud_agent", "ada", null);
        looks(gate);
        looks(gate);
        assertThat(enter(gate)).isNull();
        assertThat(gate.wantsUntried()).isFalse();

        gates.resume("fraud_agent");
        looks(gate);

        assertThat(enter(gate)).isNotNull();
        assertThat(free()).isEqualTo(1);
    }

    @Test
    void whoWaitsIsLetGoWhenItOpensAndWhenTheInstanceStops() throws InterruptedException {
        shut();
        Thread waits = Thread.ofVirtual().start(this::waitLong);
        empty();
        looks(gate);
        assertThat(waits.join(Duration.ofSeconds(10))).isTrue();

        shut();
        Thread waitsAgain = Thread.ofVirtual().start(this::waitLong);
        gate.close();
        assertThat(waitsAgain.join(Duration.ofSeconds(10))).isTrue();
    }

    private void waitLong() {
        try {
            gate.await(true, Duration.ofHours(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
