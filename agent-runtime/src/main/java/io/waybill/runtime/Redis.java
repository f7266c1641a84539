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

/**
 * A connection to Redis or Redis Cluster. Commands that block need one of their own: everything behind them on the same
 * connection would wait.
 */
final class Redis implements AutoCloseable {

    private final AbstractRedisClient client;
    private final StatefulConnection<String, String> connection;
    private final RedisClusterAsyncCommands<String, String> commands;

    Redis(AbstractRedisClient client) {
        this.client = client;
        switch (client) {
            case RedisClient single -> {
                StatefulRedisConnection<String, String> opened = single.connect(StringCodec.UTF8);
                connection = opened;
                commands = opened.async();
            }
            case RedisClusterClient cluster -> {
                StatefulRedisClusterConnection<String, String> opened = cluster.connect(StringCodec.UTF8);
                connection = opened;
                commands = opened.async();
            }
            default -> throw new IllegalArgumentException("neither Redis nor Redis Cluster: " + client.getClass());
        }
    }

    /** Another connection to the same server, whose commands may take this long. */
    Redis dedicated(Duration timeout) {
        var other = new Redis(client);
        other.connection.setTimeout(timeout);
        return other;
    }

    RedisClusterAsyncCommands<String, String> commands() {
        return commands;
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
        if (connection.isOpen()) {
            connection.close();
        }
    }
}
