package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.XAddArgs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What operators see of queues, on a real Redis. */
class BacklogsTest extends OnRedis {

    private final Backlogs backlogs = new Backlogs(redis, 2);

    private Backlog validator() {
        return backlogs.look(List.of("validator")).getFirst();
    }

    private static OrderInRedis order() {
        return new OrderInRedis(redis, STANDARD).accepted();
    }

    @Test
    void anAgentThatHasHadNothingToDoHasNoBacklog() {
        assertThat(validator()).isEqualTo(new Backlog("validator", 0L, 0, 0, List.of()));
    }

    @Test
    void whatNobodyHasReadIsLagAlsoBeforeAnybodyHasEverRead() {
        order();
        order();
        assertThat(validator().lag()).isEqualTo(2);

        order().entry("validator");
        assertThat(validator()).satisfies(each -> {
            assertThat(each.lag()).isEqualTo(2);
            assertThat(each.pending()).isEqualTo(1);
        });
    }

    @Test
    void allPartitionsCount() {
        order();
        Redis.await(redis.commands().xadd(new Keys(1).stream("validator"), Map.of("order", "x")));

        assertThat(validator().lag()).isEqualTo(2);
    }

    @Test
    void whatRedisDoesNotKnowIsNotGuessed() {
        order().entry("validator");
        OrderInRedis unread = order();
        order();
        unread.loseEntry("validator");

        assertThat(validator().lag()).isNull();
    }

    @Test
    void theAgeIsThatOfTheOldestEntry() {
        Redis.await(redis.commands().xadd(new Keys(0).stream("validator"),
                new XAddArgs().id("1000-0"), "order", "x"));

        assertThat(validator().oldestAgeMs()).isGreaterThan(1_000_000_000_000L);
    }

    @Test
    void onlyThoseWhoLiveAreThere() {
        OrderInRedis order = order();
        order.entry("validator"); // read by test-1~0
        assertThat(validator().instances()).isEmpty();

        Redis.await(redis.commands().set(order.keys.alive("test-1~0"), "run"));

        assertThat(validator().instances()).containsExactly("test-1");
        assertThat(Objects.requireNonNull(validator().lag())).isZero();
    }

    @Test
    void whoHasHadNothingToDoIsThereToo() {
        Group group = Group.ofAgent(new Keys(0), "validator");
        Redis.await(redis.commands().set(group.keys().alive("test-1~0"), "run"));
        try (var reader = new GroupReader(redis, group, "test-1~0", new Telemetry(new SimpleMeterRegistry()))) {
            reader.read(1);
            reader.read(1);
        }

        assertThat(validator().instances()).containsExactly("test-1");
    }

    @Test
    void whatTheLedgerHasNotHeardOfIsABacklogToo() {
        assertThat(backlogs.events()).isEqualTo(new Backlog("ledger", 0L, 0, 0, List.of()));

        order().done("validator");

        assertThat(backlogs.events().lag()).isEqualTo(1);
        assertThat(backlogs.events().oldestAgeMs()).isNotNegative();
    }
}
