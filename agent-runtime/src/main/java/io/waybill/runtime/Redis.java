package io.waybill.runtime;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis or Redis Cluster, made when it's first needed, so that a service starts while Redis is away.
 * Commands that block need one of their own: everything behind them on the same connection would wait.
 */
final class Redis implements AutoCloseable {

    private final AbstractRedisClient client;
    private final @Nullable Duration timeout;
    private volatile @Nullable Link link;

    private record Link(StatefulConnection<String, String> connection,
            RedisClusterAsyncCommands<String, String> commands) {}

    Redis(AbstractRedisClient client) {
        this(client, null);
    }

    private Redis(AbstractRedisClient client, @Nullable Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Another connection to the same server, whose commands may take this long. */
    Redis dedicated(Duration longest) {
        return new Redis(client, longest);
    }

    /** @throws RedisException when there is no connection yet, and none can be made */
    RedisClusterAsyncCommands<String, String> commands() {
        Link known = link;
        return (known == null ? connect() : known).commands();
    }

    private synchronized Link connect() {
        Link known = link;
        if (known == null) {
            known = open();
            if (timeout != null) {
                known.connection().setTimeout(timeout);
            }
            link = known;
        }
        return known;
    }

    private Link open() {
        return switch (client) {
            case RedisClient single -> {
                StatefulRedisConnection<String, String> opened = single.connect(StringCodec.UTF8);
                yield new Link(opened, opened.async());
            }
            case RedisClusterClient cluster -> {
                StatefulRedisClusterConnection<String, String> opened = cluster.connect(StringCodec.UTF8);
                yield new Link(opened, opened.async());
            }
            default -> throw new IllegalArgumentException("neither Redis nor Redis Cluster: " + client.getClass());
        };
    }

    /**
     * Waits for an answer.
     *
     * @throws RedisException when Redis refuses or can't be asked
     */
    static <T> T await(RedisFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RedisException cause ? cause : new RedisException(e.getCause());
        }
    }

    @Override
    public void close() {
        Link known = link;
        if (known != null && known.connection().isOpen()) {
            known.connection().close();
        }
    }
}
