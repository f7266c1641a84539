package io.waybill.runtime;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.waybill.runtime.GateState.Breaker;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags that all instances share, one for each agent: a hash in the first partition's slot that is there as long as the gate
 * is shut. Its transitions are scripts, and all times are of Redis' clock, so no host's clock opens or shuts a gate.
 */
final class Flags {

    /** One slot for all, so that one look goes to one server. */
    static final Keys KEYS = new Keys(0);
    private static final String PAUSED = "paused_by";
    private static final String WHY = "paused_why";

    private final Redis redis;

    Flags(Redis redis) {
        this.redis = redis;
    }

    /**
     * Asks for all of them in one go.
     *
     * @return in the same sequence
     * @throws io.lettuce.core.RedisException when Redis can't be asked
     */
    List<Flag> look(List<String> agents) {
        RedisFuture<List<String>> time = redis.commands().time();
        var answers = agents.stream()
                .map(agent -> redis.commands().hmget(KEYS.gate(agent), PAUSED, "breaker", "until", "cause")).toList();
        Instant now = Redis.instant(Redis.await(time));
        return answers.stream().map(answer -> flag(Redis.await(answer), now)).toList();
    }

    private static Flag flag(List<KeyValue<String, String>> values, Instant now) {
        var fields = new HashMap<String, String>();
        values.stream().filter(KeyValue::hasValue).forEach(each -> fields.put(each.getKey(), each.getValue()));
        boolean paused = fields.containsKey(PAUSED);
        String breaker = fields.get("breaker");
        String until = fields.get("until");
        if (breaker == null || until == null) {
            return new Flag(paused, Breaker.CLOSED, null, false, null);
        }
        try {
            Instant ends = Instant.ofEpochMilli(Long.parseLong(until));
            return new Flag(paused, Breaker.valueOf(breaker.toUpperCase(Locale.ROOT)), ends, !now.isBefore(ends),
                    Entry.emptyToNull(fields.get("cause")));
        } catch (IllegalArgumentException _) { // nothing of ours: it must shut no gate, and hide none of the others
            return new Flag(paused, Breaker.CLOSED, null, false, null);
        }
    }

    /** May be called again and again: it stays paused. */
    void pause(String agent, String by, @Nullable String why) {
        Redis.await(redis.commands().hset(KEYS.gate(agent), Map.of(PAUSED, by, WHY, why == null ? "" : why)));
    }

    /** May be called again and again. The breaker stays as it is. */
    void resume(String agent) {
        Redis.await(redis.commands().hdel(KEYS.gate(agent), PAUSED, WHY));
    }
}
