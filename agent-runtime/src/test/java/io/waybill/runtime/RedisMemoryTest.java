package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.waybill.servers.RedisServer;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class RedisMemoryTest extends OnRedis {

    private final RedisMemory memory = new RedisMemory(redis);

    @Test
    void whatRedisUsesGrowsWithWhatItHolds() {
        long before = memory.look().used();

        Redis.await(redis.commands().set("wb:{0}:large", "x".repeat(10_000_000)));

        assertThat(memory.look().used()).isGreaterThan(before + 9_000_000);
    }

    @Test
    void theLimitIsSaidWhenThereIsOne() {
        assertThat(memory.look().max()).isZero();

        Redis.await(redis.commands().configSet("maxmemory", "100mb"));
        try {
            assertThat(memory.look().max()).isEqualTo(100L << 20);
        } finally {
            makeRoom();
        }
    }

    @Test
    void ofAClusterItIsWhatItsMastersUse() {
        try (RedisServer server = RedisServer.throwawayCluster()) {
            RedisClusterClient cluster = RedisClusterClient.create(server.url());
            try (var onCluster = new Redis(cluster)) {
                assertThat(new RedisMemory(onCluster).look().used()).isPositive();
            } finally {
                cluster.shutdown();
            }
        }
    }

    @Test
    void whenRedisCanNotBeAskedNothingIsSaid() {
        RedisClient nowhere = RedisClient.create("redis://127.0.0.1:1");
        try (var away = new Redis(nowhere)) {
            assertThatThrownBy(() -> new RedisMemory(away).look()).isInstanceOf(DataAccessException.class);
        } finally {
            nowhere.shutdown();
        }
    }
}
