package io.waybill.runtime;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one stream as one member of its group, on a connection of its own. */
final class GroupReader implements AutoCloseable {

    /**
     * Short enough to notice a stop, or that somebody has died; Lettuce's timeout must be longer, or an entry could go to a
     * read that gave up.
     */
    static final Duration BLOCK = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int PAGE = 500;
    private static final String BEGINNING = "0";
    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);

    private final Redis redis;
    private final Group group;
    private final Consumer<String> me;
    private final Heritage heritage;
    /** From where on entries that are pending to this consumer must be looked through; null when none can be unseen. */
    private volatile @Nullable String pendingFrom;
    private boolean isEnrolled;

    GroupReader(Redis redis, Group group, String consumer, Telemetry telemetry) {
        this.redis = redis.dedicated(TIMEOUT);
        this.group = group;
        this.me = Consumer.from(group.name(), consumer);
        this.heritage = new Heritage(group, consumer, telemetry);
    }

    /**
     * Takes up to {@code count} entries; they are pending to this consumer from then on. First come those that are pending
     * already, after trouble, since the answer that brought them may have been lost; they may be in hand. Then what the dead
     * have left, then what is new. Returns none when none came in half a second, or when the group was lost with the stream
     * and had to be made again.
     *
     * @throws io.lettuce.core.RedisException when Redis can't be asked
     */
    List<StreamMessage<String, String>> read(int count) {
        String from = pendingFrom;
        try {
            if (from != null) {
                return readPending(count, from);
            }
            var found = heritage.isEmpty() ? readNew(count) : heritage.claim(redis, count);
            enroll();
            return found;
        } catch (RedisException e) {
            if (isGroupLost(e)) {
                LOG.info("{} has no group {} yet, or none any more: it is made", group.stream(), group.name());
                create();
                isEnrolled = false;
                return List.of();
            }
            lookAgain();
            if (e instanceof RedisCommandTimeoutException) {
                redis.reconnect();
            }
            throw e;
        }
    }

    /** Before it has got anything, too: a read that waits in vain makes nobody a consumer, and who is there couldn't be seen. */
    private void enroll() {
        try {
            if (!isEnrolled) {
                Redis.await(redis.commands().xgroupCreateconsumer(group.stream(), me));
                isEnrolled = true;
            }
        } catch (RedisCommandExecutionException e) {
            LOG.debug("{} is not seen in {} yet: {}", me.getName(), group.stream(), e.toString()); // a full Redis refuses
        }
    }

    /** The next reads look through what is pending to this consumer, before anything new. */
    void lookAgain() {
        pendingFrom = BEGINNING;
    }

    /** These have left something in this group. */
    void inherit(Set<String> dead) {
        heritage.leftBy(dead);
    }

    /** Whether there's something older to be read than what is new. */
    boolean inherits() {
        return !heritage.isEmpty();
    }

    /**
     * All that is pending to this consumer, in pieces; for one that reads nothing new any more. Nothing when Redis has lost
     * the group.
     *
     * @throws RedisException when Redis can't be asked
     */
    void eachPending(java.util.function.Consumer<StreamMessage<String, String>> see) {
        List<StreamMessage<String, String>> page = pendingOrNone(BEGINNING);
        while (!page.isEmpty()) {
            page.forEach(see);
            page = pendingOrNone(page.getLast().getId());
        }
    }

    private List<StreamMessage<String, String>> readNew(int count) {
        return read(XReadArgs.Builder.count(count).block(BLOCK), StreamOffset.lastConsumed(group.stream()));
    }

    private List<StreamMessage<String, String>> readPending(int count, String from) {
        pendingFrom = null; // whoever asks to look again meanwhile is heard
        var pending = pendingBehind(from, count);
        if (!pending.isEmpty() && pendingFrom == null) {
            pendingFrom = pending.getLast().getId();
        }
        return pending;
    }

    private List<StreamMessage<String, String>> pendingOrNone(String from) {
        try {
            return pendingBehind(from, PAGE);
        } catch (RedisException e) {
            if (isGroupLost(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private List<StreamMessage<String, String>> pendingBehind(String from, int count) {
        return read(XReadArgs.Builder.count(count), StreamOffset.from(group.stream(), from));
    }

    @SuppressWarnings("unchecked") // Lettuce's signature: an array of a generic type
    private List<StreamMessage<String, String>> read(XReadArgs arguments, StreamOffset<String> offset) {
        return Redis.await(redis.commands().xreadgroup(me, arguments, offset));
    }

    /** The second answer is what a read gets during which the stream goes (FLUSHALL). */
    private static boolean isGroupLost(RedisException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("NOGROUP") || message.startsWith("UNBLOCKED");
    }

    /** Makes the group unless it's there. It begins at the stream's beginning: from its end on, what came between is lost. */
    void create() {
        try {
            Redis.await(redis.commands().xgroupCreate(StreamOffset.from(group.stream(), "0"), group.name(),
                    XGroupCreateArgs.Builder.mkstream()));
        } catch (RedisBusyException _) {
            // it's there
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
