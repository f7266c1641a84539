package io.waybill.checker;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Redis itself says is left to be done: entries that no reader of a group has taken, or that were taken and not done. */
final class Streams {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> NAMES = List.of("wb:{*}:stream:*", "wb:{*}:events");

    private final URI node;

    Streams(URI node) {
        this.node = node;
    }

    /** @throws UnreadableException when Redis doesn't answer */
    Violations leftovers() {
        var uri = RedisURI.create(node);
        uri.setTimeout(PATIENCE);
        try (RedisClient client = RedisClient.create(uri)) {
            client.setOptions(ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build());
            try (var connection = client.connect()) {
                var violations = new Violations();
                RedisCommands<String, String> redis = connection.sync();
                names(redis).sorted().forEach(stream -> look(redis, stream, violations));
                return violations;
            }
        } catch (RedisException e) {
            throw new UnreadableException("Redis at %s can't be read: %s".formatted(node, e.getMessage()), e);
        }
    }

    private static Stream<String> names(RedisCommands<String, String> redis) {
        return NAMES.stream().flatMap(
                name -> ScanIterator.scan(redis, ScanArgs.Builder.matches(name).limit(1000)).stream()).distinct();
    }

    private static void look(RedisCommands<String, String> redis, String stream, Violations violations) {
        List<Object> groups = redis.xinfoGroups(stream);
        long length = redis.xlen(stream);
        if (groups.isEmpty() && length > 0) {
            violations.add(new Violation(null, "%s has %d entries and nobody who reads it".formatted(stream, length)));
        }
        for (Object each : groups) {
            Map<String, @Nullable Object> group = fields((List<?>) each);
            long pending = number(group.get("pending"), 0);
            // A reader that deletes makes Redis lose count. What isn't pending then hasn't been read, as what is done is gone.
            long lag = number(group.get("lag"), length - pending);
            if (pending > 0 || lag > 0) {
                violations.add(new Violation(null,
                        "%s: group %s has %d entries pending and %d not read".formatted(stream, group.get("name"),
                                pending, lag)));
            }
        }
    }

    private static Map<String, @Nullable Object> fields(List<?> namesAndValues) {
        var fields = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            fields.put(String.valueOf(namesAndValues.get(i)), namesAndValues.get(i + 1));
        }
        return fields;
    }

    private static long number(@Nullable Object value, long otherwise) {
        return value instanceof Long number ? number : otherwise;
    }
}
