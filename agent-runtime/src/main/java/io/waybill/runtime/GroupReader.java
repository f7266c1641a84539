package io.waybill.runtime;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one stream as one member of its group, on a connection of its own. */
final class GroupReader implements AutoCloseable {

    /** Short enough to notice a stop; Lettuce's timeout must be longer, or an entry could go to a read that gave up. */
    static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);

    private final Redis redis;
    private final Group group;
    private final Consumer<String> me;
    /** From where on entries that are pending to this consumer must be looked through; null when none can be unseen. */
    private volatile @Nullable String pendingFrom;

    GroupReader(Redis redis, Group group, String consumer) {
        this.redis = redis.dedicated(TIMEOUT);
        this.group = group;
        this.me = Consumer.from(group.name(), consumer);
    }

    /**
     * Takes up to {@code count} entries; they are pending to this consumer from then on. After trouble with the connection
     * those come first that are pending already, since the answer that brought them may have been lost; they may be in hand.
     * Returns none when none came in a second, or when the group was lost with the stream and had to be made again.
     *
     * @throws io.lettuce.core.RedisException when Redis can't be asked
     */
    List<StreamMessage<String, String>> read(int count) {
        String from = pendingFrom;
        try {
            return from == null ? readNew(count) : readPending(count, from);
        } catch (RedisCommandExecutionException e) {
            if (!isGroupLost(e)) {
                throw e;
            }
            LOG.info("{} has no group {} yet, or none any more: it is made", group.stream(), group.name());
            create();
            return List.of();
        } catch (RedisException e) {
            lookAgain();
            throw e;
        }
    }

    /** The next reads look through what is pending to this consumer, before anything new. */
    void lookAgain() {
        pendingFrom = "0";
    }

    private List<StreamMessage<String, String>> readNew(int count) {
        return read(XReadArgs.Builder.count(count).block(BLOCK), StreamOffset.lastConsumed(group.stream()));
    }

    private List<StreamMessage<String, String>> readPending(int count, String from) {
        pendingFrom = null; // whoever asks to look again meanwhile is heard
        var pending = read(XReadArgs.Builder.count(count), StreamOffset.from(group.stream(), from));
        if (!pending.isEmpty() && pendingFrom == null) {
            pendingFrom = pending.getLast().getId();
        }
        return pending;
    }

    @SuppressWarnings("unchecked") // Lettuce's signature: an array of a generic type
    private List<StreamMessage<String, String>> read(XReadArgs arguments, StreamOffset<String> offset) {
        return Redis.await(redis.commands().xreadgroup(me, arguments, offset));
    }

    /** The second answer is what a read gets during which the stream goes (FLUSHALL). */
    private static boolean isGroupLost(RedisCommandExecutionException e) {
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
