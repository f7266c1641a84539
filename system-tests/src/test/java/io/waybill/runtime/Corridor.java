package io.waybill.runtime;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A partition of Redis that one order at a time passes through, so that whatever is left in it is that order's. */
final class Corridor implements AutoCloseable {

    static final String CONSUMER = "corridor~0";

    final Redis redis;
    final Keys keys;
    final Pipeline pipeline;
    final Plan plan;
    final ParkedSteps parked;
    private final List<String> agents;
    private final String take;
    private final String leave;

    Corridor(Redis redis, int partition, Pipeline pipeline) {
        this.redis = redis;
        this.keys = new Keys(partition);
        this.pipeline = pipeline;
        this.plan = Plan.of(pipeline);
        this.parked = new ParkedSteps(redis, OrderInRedis.KEEP);
        this.agents = Stream.of(pipeline.agents().stream().map(AgentDefinition::name), Stream.of("rollback"),
                pipeline.undos().stream()).flatMap(names -> names).toList();
        this.take = load("take");
        this.leave = load("leave");
        for (String agent : agents) {
            Redis.await(redis.commands().xgroupCreate(StreamOffset.from(keys.stream(agent), "0"), agent,
                    XGroupCreateArgs.Builder.mkstream()));
        }
    }

    private String load(String script) {
        try (var in = Objects.requireNonNull(Corridor.class.getResourceAsStream("/passages/" + script + ".lua"))) {
            return Redis.await(redis.commands().scriptLoad(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An entry that waits for an agent. */
    record Pending(String agent, Entry entry) {}

    /** @param state its fields; empty when it's gone */
    record Taken(Map<String, String> state, List<Pending> entries) {}

    Taken take(UUID order) {
        List<Object> answer = call(take, new String[]{keys.order(order)}, List.of(keys.prefix(), CONSUMER));
        var state = new HashMap<String, String>();
        List<String> fields = texts(answer.get(0));
        for (int i = 0; i < fields.size(); i += 2) {
            state.put(fields.get(i), fields.get(i + 1));
        }
        var entries = new ArrayList<Pending>();
        List<String> read = texts(answer.get(1));
        for (int i = 0; i < read.size(); i += 5) {
            Delivery.@Nullable Why why = read.get(i + 3).isEmpty()
                    ? null
                    : new Delivery.Why(read.get(i + 3), Entry.emptyToNull(read.get(i + 4)));
            entries.add(new Pending(read.get(i),
                    new Entry(read.get(i + 1), order, Long.parseLong(read.get(i + 2)), why)));
        }
        return new Taken(state, entries);
    }

    /** Something that happened to the order. */
    record Event(long number, String kind, String agent, String status, String reason) {}

    /** @param kept how long the order's state would have been kept, in milliseconds */
    record Left(long kept, long entries, long pending, long parked, List<Event> events) {}

    /** What the order leaves behind; gone afterwards, so that the next can come. */
    Left leave(UUID order) {
        List<Object> answer = call(leave, new String[]{keys.order(order), keys.events(), keys.parked()},
                Stream.concat(Stream.of(keys.prefix()), agents.stream()).toList());
        var events = new ArrayList<Event>();
        for (int i = 4; i < answer.size(); i += 5) {
            List<String> event = texts(answer.subList(i, i + 5));
            events.add(new Event(Long.parseLong(event.get(0)), event.get(1), event.get(2), event.get(3),
                    event.get(4)));
        }
        return new Left((Long) answer.get(0), (Long) answer.get(1), (Long) answer.get(2), (Long) answer.get(3), events);
    }

    private List<Object> call(String script, String[] touched, List<String> arguments) {
        return Redis.await(redis.commands().<List<Object>>evalsha(script, ScriptOutputType.MULTI, touched,
                arguments.toArray(String[]::new)));
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }

    @Override
    public void close() {
        parked.close();
    }
}
