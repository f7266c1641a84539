package io.waybill.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.waybill.servers.TestServers;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static final String STREAM = "wb:{3}:stream:validator";
    private static final Map<String, String> ENTRY = Map.of("order", "o-1");

    private final RedisClient client = RedisClient.create(TestServers.redis().url());
    private final StatefulRedisConnection<String, String> connection = client.connect();
    private final RedisCommands<String, String> redis = connection.sync();

    @BeforeEach
    void groups() {
        redis.flushall();
        redis.xgroupCreate(StreamOffset.from(STREAM, "0"), "validator", XGroupCreateArgs.Builder.mkstream());
        redis.xgroupCreate(StreamOffset.from("wb:{3}:events", "0"), "ledger", XGroupCreateArgs.Builder.mkstream());
    }

    @AfterEach
    void close() {
        connection.close();
        client.close();
    }

    private static List<String> leftovers() {
        return new Streams(URI.create(TestServers.redis().url())).leftovers().first().stream()
                .map(Violation::toString).toList();
    }

    @SuppressWarnings("unchecked") // Lettuce's signature: an array of a generic type
    private String read(String stream, String group) {
        return redis.xreadgroup(Consumer.from(group, "me"), StreamOffset.lastConsumed(stream)).getFirst().getId();
    }

    private void done(String stream, String group, String id) {
        redis.xack(stream, group, id);
        redis.xdel(stream, id);
    }

    @Test
    void nothingIsLeftWhenAllIsDone() {
        redis.xadd(STREAM, ENTRY);
        done(STREAM, "validator", read(STREAM, "validator"));

        assertThat(leftovers()).isEmpty();
    }

    @Test
    void whatNobodyHasReadIsFound() {
        redis.xadd(STREAM, ENTRY);
        redis.xadd("wb:{3}:events", ENTRY);

        assertThat(leftovers()).containsExactly("wb:{3}:events: group ledger has 0 entries pending and 1 not read",
                STREAM + ": group validator has 0 entries pending and 1 not read");
    }

    @Test
    void whatWasTakenAndNotDoneIsFound() {
        redis.xadd(STREAM, ENTRY);
        read(STREAM, "validator");

        assertThat(leftovers()).containsExactly(STREAM + ": group validator has 1 entries pending and 0 not read");
    }

    @Test
    void whatIsLeftIsFoundAlsoWhenRedisHasLostCount() {
        String unread = redis.xadd(STREAM, ENTRY);
        redis.xadd(STREAM, ENTRY);
        redis.xdel(STREAM, unread);

        assertThat(leftovers()).containsExactly(STREAM + ": group validator has 0 entries pending and 1 not read");
    }

    /** As after a restart from the append-only file, which doesn't keep how many entries a group has read. */
    @Test
    void nothingIsLeftAlsoWhenRedisCountsWhatIsGone() {
        redis.xadd(STREAM, ENTRY);
        String last = read(STREAM, "validator");
        done(STREAM, "validator", last);
        redis.dispatch(CommandType.XGROUP, new StatusOutput<>(StringCodec.UTF8), new CommandArgs<>(StringCodec.UTF8)
                .add("SETID").add(STREAM).add("validator").add(last).add("ENTRIESREAD").add(0));
        assertThat(redis.xinfoGroups(STREAM).toString()).contains("lag, 1");

        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aStreamThatNobodyReadsIsFound() {
        redis.xadd("wb:{0}:stream:gift_wrap", ENTRY);

        assertThat(leftovers()).containsExactly("wb:{0}:stream:gift_wrap has 1 entries and nobody who reads it");
    }

    @Test
    void aRedisThatDoesNotAnswerIsNoGoodNews() {
        assertThatThrownBy(() -> new Streams(URI.create("redis://127.0.0.1:1")).leftovers())
                .isInstanceOf(UnreadableException.class).hasMessageContaining("redis://127.0.0.1:1");
    }
}
