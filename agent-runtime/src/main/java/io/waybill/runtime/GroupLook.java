package io.waybill.runtime;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Questions about one group that are under way: many groups are asked before the first answer is waited for. */
record GroupLook(Redis redis, Group group, RedisFuture<List<String>> time, RedisFuture<List<Object>> groups,
        RedisFuture<List<Object>> consumers, RedisFuture<List<StreamMessage<String, String>>> oldest,
        RedisFuture<Long> length) {

    /** What Redis says of a group. */
    record Answer(@Nullable Long lag, long pending, long oldestAgeMs, List<String> instances) {}

    static GroupLook ask(Redis redis, Group group) {
        var commands = redis.commands();
        return new GroupLook(redis, group, commands.time(), commands.xinfoGroups(group.stream()),
                commands.xinfoConsumers(group.stream(), group.name()),
                commands.xrange(group.stream(), Range.unbounded(), Limit.from(1)), commands.xlen(group.stream()));
    }

    /** @throws io.lettuce.core.RedisException when Redis can't be asked */
    Answer answer() {
        long now = Redis.instant(Redis.await(time)).toEpochMilli();
        Map<String, Object> found = pairs(groups).filter(each -> group.name().equals(each.get("name"))).findFirst()
                .orElse(Map.of("lag", Redis.await(length), "pending", 0L));
        return new Answer((Long) found.get("lag"), (Long) found.getOrDefault("pending", 0L),
                Redis.await(oldest).stream().mapToLong(each -> age(each.getId(), now)).findFirst().orElse(0),
                pairs(consumers).map(each -> (String) each.get("name")).filter(this::lives).map(Instance::nameOf)
                        .toList());
    }

    private static long age(String entryId, long now) {
        return Math.max(0, now - Long.parseLong(entryId.substring(0, entryId.indexOf('-'))));
    }

    private boolean lives(String consumer) {
        return Redis.await(redis.commands().exists(group.keys().alive(consumer))) > 0;
    }

    /** None when there is no such stream or group. */
    private static Stream<Map<String, Object>> pairs(RedisFuture<List<Object>> answer) {
        try {
            return Redis.await(answer).stream().map(each -> pairs((List<?>) each));
        } catch (RedisCommandExecutionException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("no such key") || message.startsWith("NOGROUP")) {
                return Stream.of();
            }
            throw e;
        }
    }

    private static Map<String, Object> pairs(List<?> namesAndValues) {
        var pairs = new HashMap<String, Object>();
        for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
            pairs.put((String) namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        return pairs;
    }
}
