package io.waybill.faults;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.models.stream.PendingMessage;
import io.waybill.fleet.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Redis as somebody with redis-cli has it: straight at the server, not through the {@link TcpProxy}. */
final class Streams implements AutoCloseable {

    private static final int MANY = 100_000;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    Streams(int port) {
        client = RedisClient.create(RedisURI.builder().withHost("127.0.0.1").withPort(port)
                .withTimeout(Duration.ofSeconds(30)).build());
        connection = client.connect();
    }

    RedisCommands<String, String> commands() {
        return connection.sync();
    }

    /** The agents' streams and the events', as far as they are there. */
    List<String> keys() {
        return commands().keys("wb:*").stream()
                .filter(key -> key.contains("}:stream:") || key.endsWith("}:events")).sorted().toList();
    }

    /** What is done is deleted, so whatever is in a stream waits for somebody. */
    long waiting() {
        return keys().stream().mapToLong(commands()::xlen).sum();
    }

    /** How many entries an instance has in hand, and those that had its name before; its consumers are named after it. */
    long pendingOf(Instance instance) {
        return keys().stream().mapToLong(stream -> pendingOf(instance, stream)).sum();
    }

    /** How many it has in hand beyond this, of whichever stream. */
    long pendingBeyond(int most, Instance instance) {
        return keys().stream().mapToLong(stream -> pendingOf(instance, stream) - most).filter(more -> more > 0).sum();
    }

    private long pendingOf(Instance instance, String stream) {
        try {
            return commands().xpending(stream, group(stream), Range.unbounded(), Limit.from(MANY)).stream()
                    .map(PendingMessage::getConsumer).filter(consumer -> consumer.startsWith(instance.name() + "~"))
                    .count();
        } catch (RedisCommandExecutionException e) {
            if (String.valueOf(e.getMessage()).startsWith("NOGROUP")) {
                return 0;
            }
            throw e;
        }
    }

    /** An agent's group is named like the agent; that of the events belongs to the ledger. */
    static String group(String stream) {
        return stream.endsWith("}:events") ? "ledger" : stream.substring(stream.lastIndexOf(':') + 1);
    }

    /** Puts an entry in whose fields needn't be text. */
    void addBytes(String stream, Map<byte[], byte[]> fields) {
        try (var bytewise = client.connect(ByteArrayCodec.INSTANCE)) {
            bytewise.sync().xadd(stream.getBytes(StandardCharsets.UTF_8), fields);
        }
    }

    /** Of the newest entry that is there. */
    String lastId(String stream) {
        return commands().xrevrange(stream, Range.unbounded(), Limit.from(1)).stream().map(StreamMessage::getId)
                .findFirst().orElse("0-0");
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
