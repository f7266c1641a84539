package io.waybill.runtime;

import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.models.stream.PendingMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the entries of dead instances over. An instance is dead when its sign of life has been missing in two turns, in a
 * time in which signs can be trusted; a slow one that lives is never robbed. Two peers may try at once: each entry goes to
 * one of them.
 */
final class TakeOver {

    static final Duration EVERY = Duration.ofMillis(500);
    /** What a peer has just claimed is younger than this; what a dead instance left is older. */
    private static final Duration YOUNGEST = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

    private final Redis redis;
    private final Liveness liveness;
    private final String me;
    private final List<? extends Member> members;
    private final Telemetry telemetry;
    private Set<String> missing = new HashSet<>();

    TakeOver(Redis redis, Liveness liveness, Instance instance, List<? extends Member> members, Telemetry telemetry) {
        this.redis = redis;
        this.liveness = liveness;
        this.me = instance.consumer();
        this.members = members;
        this.telemetry = telemetry;
    }

    /** One look at all groups. */
    void turn() throws InterruptedException {
        if (!liveness.canBeTrusted()) {
            missing.clear();
            return;
        }
        var nowMissing = new HashSet<String>();
        for (Member member : members) {
            for (var consumer : consumers(member.group()).entrySet()) {
                if (isAlive(member.group(), consumer.getKey())) {
                    continue;
                }
                nowMissing.add(consumer.getKey());
                if (missing.contains(consumer.getKey())) {
                    inherit(member, consumer.getKey(), consumer.getValue());
                }
            }
        }
        missing = nowMissing;
    }

    private boolean isAlive(Group group, String consumer) {
        return consumer.equals(me) || Redis.await(redis.commands().exists(group.keys().alive(consumer))) > 0;
    }

    private void inherit(Member member, String dead, long pending) throws InterruptedException {
        Group group = member.group();
        if (pending == 0) {
            Script.BURY.call(redis, new String[]{group.stream(), group.keys().alive(dead)}, group.name(), dead);
            return;
        }
        if (member.room() == 0) {
            return;
        }
        try {
            claim(member, dead);
        } catch (RedisException e) {
            member.lookAgain(); // it may have been claimed, and only the answer lost
            throw e;
        }
    }

    private void claim(Member member, String dead) throws InterruptedException {
        Group group = member.group();
        String[] ids = Redis.await(redis.commands().xpending(group.stream(), Consumer.from(group.name(), dead),
                Range.unbounded(), Limit.from(Math.max(1, member.room())))).stream().map(PendingMessage::getId)
                .toArray(String[]::new);
        if (ids.length == 0) {
            return;
        }
        List<StreamMessage<String, String>> claimed = Redis.await(redis.commands().xclaim(group.stream(),
                Consumer.from(group.name(), me), YOUNGEST.toMillis(), ids));
        if (!claimed.isEmpty()) {
            LOG.info("{} entries of {} taken over from {}", claimed.size(), group.name(), dead);
            telemetry.takenOver(group.name(), claimed.size());
            member.take(claimed);
        }
    }

    /** The group's consumers, and how much is pending to each. */
    private Map<String, Long> consumers(Group group) {
        try {
            var pending = new HashMap<String, Long>();
            for (Object consumer : Redis.await(redis.commands().xinfoConsumers(group.stream(), group.name()))) {
                List<?> pairs = (List<?>) consumer;
                pending.put((String) pairs.get(pairs.indexOf("name") + 1),
                        (Long) pairs.get(pairs.indexOf("pending") + 1));
            }
            return pending;
        } catch (RedisCommandExecutionException e) {
            if (String.valueOf(e.getMessage()).contains("no such key")
                    || String.valueOf(e.getMessage()).startsWith("NOGROUP")) {
                return Map.of();
            }
            throw e;
        }
    }
}
