package io.waybill.runtime;

import io.lettuce.core.KeyValue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How one agent's deliveries run by each version of the pipeline that its orders began with. This instance knows its own;
 * others it looks up in Redis once, since a version never changes.
 */
final class Versions {

    private final Group group;
    private final String ownHash;
    private final AgentSettings own;
    private final Map<String, AgentSettings> others = new ConcurrentHashMap<>();

    Versions(Group group, String ownHash, AgentSettings own) {
        this.group = group;
        this.ownHash = ownHash;
        this.own = own;
    }

    AgentSettings own() {
        return own;
    }

    /** @throws UnknownVersionException when Redis hasn't got it either */
    AgentSettings of(String hash, PatientRedis redis) throws InterruptedException {
        if (hash.equals(ownHash)) {
            return own;
        }
        AgentSettings known = others.get(hash);
        if (known == null) {
            known = redis.call(() -> read(redis.redis(), hash));
            others.put(hash, known);
        }
        return known;
    }

    private AgentSettings read(Redis redis, String hash) {
        Map<String, String> plan = Redis.await(redis.commands().hmget(group.keys().plan(hash), "main", "before",
                "after:" + group.name(), "run:" + group.name())).stream().filter(KeyValue::hasValue)
                .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
        if (!plan.containsKey("main")) {
            throw new UnknownVersionException();
        }
        return own.under(plan);
    }
}
