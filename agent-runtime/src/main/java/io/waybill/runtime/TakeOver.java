package io.waybill.runtime;

import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds entries that are pending to nobody who works on them: those of dead instances, and those of this one whose coming
 * got lost. An instance is dead when its sign of life has been missing in two turns, in a time in which signs can be
 * trusted; a slow one that lives is never robbed. Two peers may find the same: each entry goes to one of them.
 */
final class TakeOver {

    static final Duration EVERY = Duration.ofMillis(500);
    static final Duration ONCE_MORE = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

    private final Redis redis;
    private final Liveness liveness;
    private final String me;
    private final List<? extends Member> members;
    private Set<String> missing = new HashSet<>();
    private final Set<Member> unseen = new HashSet<>();

    TakeOver(Redis redis, Liveness liveness, Instance instance, List<? extends Member> members) {
        this.redis = redis;
        this.liveness = liveness;
        this.me = instance.consumer();
        this.members = members;
    }

    /**
     * One look at all groups. A group that can't be looked at keeps nobody from the others.
     *
     * @return how long to rest before the next, which comes soon when somebody may have died
     */
    Duration turn() {
        boolean trusted = liveness.canBeTrusted() && isMySignThere();
        var nowMissing = new HashSet<String>();
        for (Member member : members) {
            try {
                Map<String, Long> pending = consumers(member.group());
                lookForUnseen(member, pending.getOrDefault(me, 0L));
                member.inherit(trusted ? dead(member.group(), pending, nowMissing) : Set.of());
            } catch (RuntimeException e) {
                LOG.warn("{} can't be looked at for what the dead left: {}", member.group().stream(), e.toString());
            }
        }
        boolean isAnyNew = !missing.containsAll(nowMissing);
        missing = nowMissing;
        return isAnyNew ? ONCE_MORE : EVERY;
    }

    /** What a moment ago was read or acknowledged may be counted on one side only; that doesn't last for two turns. */
    private void lookForUnseen(Member member, long pendingToMe) {
        if (pendingToMe <= member.inHand()) {
            unseen.remove(member);
        } else if (!unseen.add(member)) {
            unseen.remove(member);
            member.lookAgain();
        }
    }

    /** Those who have left something; those who haven't are buried. */
    private Set<String> dead(Group group, Map<String, Long> pending, Set<String> nowMissing) {
        var dead = new HashSet<String>();
        pending.forEach((consumer, count) -> {
            if (isAlive(group, consumer)) {
                return;
            }
            nowMissing.add(consumer);
            if (!missing.contains(consumer)) {
                return;
            }
            if (count > 0) {
                dead.add(consumer);
            } else {
                group.bury(redis, consumer);
            }
        });
        return dead;
    }

    /** Redis may just have lost all signs, of which this instance hears at its next renewal only. */
    private boolean isMySignThere() {
        try {
            return members.isEmpty() || isThere(members.getFirst().group(), me);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private boolean isAlive(Group group, String consumer) {
        return consumer.equals(me) || isThere(group, consumer);
    }

    private boolean isThere(Group group, String consumer) {
        return Redis.await(redis.commands().exists(group.keys().alive(consumer))) > 0;
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
