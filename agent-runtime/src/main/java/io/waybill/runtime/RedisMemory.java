package io.waybill.runtime;

import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import java.util.List;

/** Says how full Redis is: one that is full takes no order any more. */
public final class RedisMemory {

    private static final String SECTION = "memory";

    private final Redis redis;

    RedisMemory(Redis redis) {
        this.redis = redis;
    }

    /**
     * In bytes; of a cluster, of all its masters together.
     *
     * @param max 0 when there is no limit
     */
    public record Use(long used, long max) {

        private Use and(Use other) {
            return new Use(used + other.used, max + other.max);
        }
    }

    /** @throws org.springframework.dao.DataAccessException when Redis can't be asked */
    public Use look() {
        return RedisTrouble
                .translated(() -> infos().stream().map(RedisMemory::use).reduce(new Use(0, 0), Use::and));
    }

    private List<String> infos() {
        return redis.commands() instanceof RedisAdvancedClusterAsyncCommands<String, String> cluster
                ? cluster.upstream().commands().info(SECTION).stream().map(Redis::await).toList()
                : List.of(Redis.await(redis.commands().info(SECTION)));
    }

    private static Use use(String info) {
        return new Use(number(info, "used_memory:"), number(info, "maxmemory:"));
    }

    private static long number(String info, String name) {
        return info.lines().filter(line -> line.startsWith(name)).findFirst()
                .map(line -> Long.parseLong(line.substring(name.length()).strip())).orElse(0L);
    }
}
