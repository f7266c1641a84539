package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Consumer;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One look at a time, with a clock that is set by hand; Redis is real. */
class TakeOverTest extends OnRedis {

    private static final Instance ME = new Instance("me", "me~1");
    private static final Keys KEYS = new Keys(0);

    private final Seen validator = new Seen(Group.ofAgent(KEYS, "validator"));
    private final Seen fraud = new Seen(Group.ofAgent(KEYS, "fraud_agent"));
    private Instant now = Instant.EPOCH;
    private final Liveness liveness = new Liveness(redis, KEYS, ME, () -> now);
    private final TakeOver takeOver = new TakeOver(redis, liveness, ME, List.of(validator, fraud));

    /** Takes note of what it's told. */
    private static final class Seen implements Member {

        private final Group group;
        private Set<String> dead = Set.of();
        private int looks;
        private int inHand;

        Seen(Group group) {
            this.group = group;
        }

        @Override
        public Group group() {
            return group;
        }

        @Override
        public void turn() {}

        @Override
        public void lookAgain() {
            looks++;
        }

        @Override
        public void inherit(Set<String> consumers) {
            dead = consumers;
        }

        @Override
        public int inHand() {
            return inHand;
        }

        @Override
        public void finish(Duration longest) {}
    }

    @BeforeEach
    void trust() {
        for (Seen each : List.of(validator, fraud)) {
            Redis.await(redis.commands().xgroupCreate(StreamOffset.from(each.group.stream(), "0"), each.group.name(),
                    io.lettuce.core.XGroupCreateArgs.Builder.mkstream()));
        }
        liveness.renew();
        now = now.plus(Liveness.QUIET);
        liveness.renew();
    }

    @SuppressWarnings("unchecked")
    private void pendingTo(String consumer, Group group) {
        Redis.await(redis.commands().xadd(group.stream(), Map.of("order", "1", "life", "1")));
        Redis.await(redis.commands().xreadgroup(Consumer.from(group.name(), consumer), XReadArgs.Builder.count(1),
                StreamOffset.lastConsumed(group.stream())));
    }

    private void signs(String consumer) {
        Redis.await(redis.commands().set(KEYS.alive(consumer), "run"));
    }

    private List<String> consumers(Group group) {
        var names = new ArrayList<String>();
        for (Object each : Redis.await(redis.commands().xinfoConsumers(group.stream(), group.name()))) {
            names.add((String) ((List<?>) each).get(1));
        }
        return names;
    }

    @Test
    void aSignMustBeMissingTwice() {
        pendingTo("b~1", validator.group);

        takeOver.turn();
        assertThat(validator.dead).isEmpty();

        takeOver.turn();
        assertThat(validator.dead).containsExactly("b~1");
        assertThat(fraud.dead).isEmpty();
    }

    @Test
    void whenRedisHasJustLostAllSignsNobodyIsDead() {
        pendingTo("b~1", validator.group);
        Redis.await(redis.commands().del(KEYS.alive("me~1")));

        takeOver.turn();
        takeOver.turn();

        assertThat(validator.dead).isEmpty();
    }

    @Test
    void whoSignsInBetweenIsNotDead() {
        pendingTo("b~1", validator.group);
        takeOver.turn();
        signs("b~1");
        takeOver.turn();
        Redis.await(redis.commands().del(KEYS.alive("b~1")));

        takeOver.turn();

        assertThat(validator.dead).isEmpty();
    }

    @Test
    void whenSignsCannotBeTrustedNobodyIsDeadAndWhatWasSeenBeforeIsForgotten() {
        pendingTo("b~1", validator.group);
        takeOver.turn();
        Redis.await(redis.commands().del(KEYS.alive("me~1")));
        liveness.renew();
        takeOver.turn();
        assertThat(validator.dead).isEmpty();
        now = now.plus(Liveness.QUIET);
        liveness.renew();

        takeOver.turn();
        assertThat(validator.dead).isEmpty();
        takeOver.turn();
        assertThat(validator.dead).containsExactly("b~1");
    }

    @Test
    void aDeadOneThatLeftNothingIsBuriedAndOneThatLivesIsNot() {
        pendingTo("b~1", validator.group);
        Redis.await(redis.commands().xgroupCreateconsumer(validator.group.stream(),
                Consumer.from("validator", "empty~1")));
        Redis.await(redis.commands().xgroupCreateconsumer(validator.group.stream(),
                Consumer.from("validator", "idle~1")));
        signs("idle~1");

        takeOver.turn();
        assertThat(consumers(validator.group)).contains("empty~1");
        takeOver.turn();

        assertThat(consumers(validator.group)).containsExactlyInAnyOrder("b~1", "idle~1");
    }

    @Test
    void aGroupThatCannotBeLookedAtKeepsNobodyFromTheOthers() {
        pendingTo("b~1", fraud.group);
        Redis.await(redis.commands().del(validator.group.stream()));
        Redis.await(redis.commands().set(validator.group.stream(), "not a stream"));

        takeOver.turn();
        takeOver.turn();

        assertThat(fraud.dead).containsExactly("b~1");
    }

    @Test
    void whatIsPendingHereAndNotInHandIsLookedForButNotForAMomentsDifference() {
        pendingTo("me~1", validator.group);

        takeOver.turn();
        assertThat(validator.looks).isZero();
        takeOver.turn();
        assertThat(validator.looks).isEqualTo(1);

        validator.inHand = 1;
        takeOver.turn();
        takeOver.turn();
        assertThat(validator.looks).isEqualTo(1);
    }
}
