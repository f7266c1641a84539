package io.waybill.runtime;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Redis database for one order at a time, which can be emptied, and set back to a moment that was kept. */
final class Moments implements AutoCloseable {

    final Redis redis;
    private final RedisClient client;
    private final int database;
    private final String see;
    private final String revert;

    /** @param place counts those that share the server; each takes two of its databases */
    Moments(String url, int place) {
        database = 2 * place;
        RedisURI uri = RedisURI.create(url);
        uri.setDatabase(database);
        client = RedisClient.create(uri);
        redis = new Redis(client);
        see = load("see");
        revert = load("revert");
    }

    private String load(String script) {
        try (var in = Objects.requireNonNull(Moments.class.getResourceAsStream("/histories/" + script + ".lua"))) {
            return Redis.await(redis.commands()
                    .scriptLoad(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is there of an order. */
    record Seen(String status, boolean expires, int events, List<String> parked, String life, List<Entry> entries,
            List<String> agents) {

        private static final int BEFORE_ENTRIES = 5;
        private static final int FIELDS = 5;

        static Seen of(UUID order, List<String> answer) {
            var entries = new ArrayList<Entry>();
            var agents = new ArrayList<String>();
            for (int i = BEFORE_ENTRIES; i < answer.size(); i += FIELDS) {
                agents.add(answer.get(i));
                Delivery.@Nullable Why why = answer.get(i + 3).isEmpty()
                        ? null
                        : new Delivery.Why(answer.get(i + 3), Entry.emptyToNull(answer.get(i + 4)));
                entries.add(new Entry(answer.get(i + 1), order, Long.parseLong(answer.get(i + 2)), why));
            }
            return new Seen(answer.get(0), answer.get(1).equals("1"), Integer.parseInt(answer.get(2)),
                    answer.get(3).isEmpty() ? List.of() : List.of(answer.get(3).split(",")), answer.get(4), entries,
                    agents);
        }

        boolean isLost() {
            return status.isEmpty();
        }
    }

    /** @param moment under which this one is kept; 0 to keep nothing */
    Seen see(Keys keys, UUID order, List<String> agents, int moment) {
        String[] arguments = Stream.concat(Stream.of(keys.prefix(), other(), moment == 0 ? "" : "" + moment),
                agents.stream()).toArray(String[]::new);
        return Seen.of(order, Redis.await(redis.commands().<List<String>>evalsha(see, ScriptOutputType.MULTI,
                new String[]{keys.order(order), keys.events()}, arguments)));
    }

    void empty() {
        Redis.await(redis.commands().flushdb());
    }

    /** Also what was kept. */
    void begin() {
        revert(0);
    }

    void revert(int moment) {
        Redis.await(redis.commands().<Long>evalsha(revert, ScriptOutputType.INTEGER, new String[0],
                Integer.toString(database), other(), Integer.toString(moment)));
    }

    private String other() {
        return Integer.toString(database + 1);
    }

    @Override
    public void close() {
        redis.close();
        client.shutdown();
    }
}
