package io.waybill.runtime;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis or Redis Cluster, made when it's first needed, so that a service starts while Redis is away.
 * Commands that block need one of their own: everything behind them on the same connection would wait.
 */
final class Redis implements AutoCloseable {

    /** For a client whose options set no timeout; the ones that a service gets do. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final AbstractRedisClient client;
    private final @Nullable Duration timeout;
    private final StringCodec codec;
    private volatile @Nullable Link link;

    private @Nullable RedisException lastFailure;
    private long failedAt;

    private record Link(StatefulConnection<String, String> connection,
            RedisClusterAsyncCommands<String, String> commands) {}

    Redis(AbstractRedisClient client) {
        this(client, null, StringCodec.UTF8);
    }

    private Redis(AbstractRedisClient client, @Nullable Duration timeout, StringCodec codec) {
        this.client = client;
        this.timeout = timeout;
        this.codec = codec;
    }

    /** Another connection to the same server, whose commands may take this long. */
    Redis dedicated(Duration longest) {
        return new Redis(client, longest, codec);
    }

    /** Another connection to the same server, on which every character is one byte (ISO 8859-1), so that none is lost. */
    Redis bytewise() {
        return new Redis(client, timeout, new StringCodec(StandardCharsets.ISO_8859_1));
    }

    /** @throws RedisException when there is no connection yet, and none can be made */
    RedisClusterAsyncCommands<String, String> commands() {
        Link known = link;
        return (known == null ? connect() : known).commands();
    }

    /** Those who wait here while an attempt fails have failed with it: each of them would wait for one of its own. */
    private synchronized Link connect() {
        Link known = link;
        if (known != null) {
            return known;
        }
        RedisException failure = lastFailure;
        if (failure != null && System.nanoTime() - failedAt < Reconnect.SHORTEST.toNanos()) {
            throw new RedisException(failure.getMessage(), failure);
        }
        try {
            known = open();
            link = known;
            return known;
        } catch (RedisException e) {
            lastFailure = e;
            failedAt = System.nanoTime();
            throw e;
        }
    }

    /**
     * To be called when an answer didn't come in time: Redis hangs, or the connection is dead without knowing. A new one
     * takes its place if one can be made; what waits for an answer on the old one fails then. Else the old one stays.
     *
     * @throws RedisException when none can be made
     */
    void reconnect() {
        Link suspected = link;
        if (suspected == null) {
            return;
        }
        Link fresh = open();
        var _ = (replace(suspected, fresh) ? suspected : fresh).connection().closeAsync();
    }

    private synchronized boolean replace(Link suspected, Link fresh) {
        if (!suspected.equals(link)) {
            return false;
        }
        link = fresh;
        return true;
    }

    private Link open() {
        Link opened = connectTo(client);
        if (timeout != null) {
            opened.connection().setTimeout(timeout);
        }
        return opened;
    }

    private Link connectTo(AbstractRedisClient client) {
        return switch (client) {
            case RedisClient single -> {
                StatefulRedisConnection<String, String> opened = single.connect(codec);
                yield new Link(opened, opened.async());
            }
            case RedisClusterClient cluster -> {
                StatefulRedisClusterConnection<String, String> opened = cluster.connect(codec);
                yield new Link(opened, opened.async());
            }
            default -> throw new IllegalArgumentException("neither Redis nor Redis Cluster: " + client.getClass());
        };
    }

    /**
     * Waits for an answer, for as long as the connection's timeout says, and in any case no longer than 10 s.
     *
     * @throws RedisException when Redis refuses or can't be asked
     */
    static <T> T await(Future<T> answer) {
        try {
            return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new RedisCommandTimeoutException("no answer within " + LONGEST.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RedisException cause ? cause : new RedisException(e.getCause());
        }
    }

    /** What TIME answers: seconds, and microseconds. */
    static Instant instant(List<String> time) {
        return Instant.ofEpochSecond(Long.parseLong(time.getFirst()), Long.parseLong(time.getLast()) * 1_000);
    }

    @Override
    public void close() {
        Link known = link;
        if (known != null && known.connection().isOpen()) {
            known.connection().close();
        }
    }
}
