package io.waybill.checker;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
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
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Redis itself says is left to be done: entries that no reader of a group has taken, or that were taken and not done; and
 * what would keep agents from doing more.
 */
final class Streams {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_COUNTED = 1000;
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
                Breakers.look(redis, violations);
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
            Object pending = group.get("pending");
            String unread = notRead(redis, stream, String.valueOf(group.get("last-delivered-id")));
            if (!Objects.equals(pending, 0L) || !unread.equals("0")) {
                violations.add(new Violation(null,
                        "%s: group %s has %s entries pending and %s not read".formatted(stream, group.get("name"),
                                pending, unread)));
            }
        }
    }

    /** Redis's own count, the group's lag, is lost with deleted entries and wrong after a restart from its append-only file. */
    private static String notRead(RedisCommands<String, String> redis, String stream, String lastRead) {
        int unread = redis.xrange(stream, Range.from(Range.Boundary.excluding(lastRead), Range.Boundary.unbounded()),
                Limit.from(MOST_COUNTED)).size();
        return unread < MOST_COUNTED ? Integer.toString(unread) : MOST_COUNTED + " or more";
    }

    private static Map<String, @Nullable Object> fields(List<?> namesAndValues) {
        var fields = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            fields.put(String.valueOf(namesAndValues.get(i)), namesAndValues.get(i + 1));
        }
        return fields;
    }
}
