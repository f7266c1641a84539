package io.waybill.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.waybill.checker.Mode.Expected;
import io.waybill.servers.TestServers;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fleet at rest whose breakers don't know it. */
class BreakersTest {

    private static final Tables EMPTY = Tables.migrated();
    private static final URI REDIS = URI.create(TestServers.redis().url());

    private final Tables tables = EMPTY.copy();
    private final RedisClient client = RedisClient.create(REDIS.toString());
    private final StatefulRedisConnection<String, String> connection = client.connect();
    private final RedisCommands<String, String> redis = connection.sync();

    @BeforeEach
    void forget() {
        redis.flushall();
    }

    @AfterEach
    void close() {
        redis.flushall();
        connection.close();
        client.close();
        tables.close();
    }

    private Finding found(Mode mode) {
        return Checker.of(Sources.of(tables.readOnly()).withRedis(REDIS)).check(mode).of(Invariant.I9);
    }

    private Finding atRest() {
        return found(new Mode.Settled(Expected.NOTHING));
    }

    @Test
    void anOpenBreakerIsFoundAtRest() {
        redis.hset("wb:{0}:gate:fraud_agent", Map.of("breaker", "open", "until", "1", "cause", "no answer"));
        redis.hset("wb:{0}:gate:notifier", Map.of("breaker", "half_open", "until", "1"));

        assertThat(atRest().violations()).extracting(Violation::toString).containsExactly(
                "the breaker of fraud_agent is open: no answer", "the breaker of notifier is half_open: ");
    }

    @Test
    void aClosedBreakerAndAPauseAreFine() {
        redis.hset("wb:{0}:gate:fraud_agent", Map.of("breaker", "closed"));
        redis.hset("wb:{0}:gate:notifier", Map.of("paused_by", "ann", "paused_why", "a test"));

        assertThat(atRest().ok()).isTrue();
    }

    @Test
    void aBreakerMayBeOpenWhileTheFleetWorks() {
        redis.hset("wb:{0}:gate:fraud_agent", Map.of("breaker", "open", "until", "1", "cause", "no answer"));

        assertThat(found(new Mode.Online(Duration.ofHours(2), 1000, Duration.ofMinutes(1), Duration.ofHours(1)))
                .ok()).isTrue();
    }
}
