package io.waybill.runtime;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.waybill.contracts.OrderJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Redis knows of an order, as one agent needs it for one entry.
 *
 * @param now by the clock of Redis, so that a wrong clock of this host lets nothing expire
 */
record OrderState(Map<String, String> fields, Instant now) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final Set<String> ABORT_STANDS = Set.of("compensating", "undone");

    /** Asks for the states of many entries in one go, without waiting in between. */
    static List<OrderState> look(Redis redis, Keys keys, String agent, List<String> after, List<Entry> entries) {
        String[] fields = fields(agent, after);
        var answers = new ArrayList<RedisFuture<List<KeyValue<String, String>>>>(entries.size());
        RedisFuture<List<String>> time = redis.commands().time();
        entries.forEach(entry -> answers.add(redis.commands().hmget(keys.order(entry.orderId()), fields)));
        Instant now = Redis.instant(Redis.await(time));
        return answers.stream().map(answer -> of(Redis.await(answer), now)).toList();
    }

    private static String[] fields(String agent, List<String> after) {
        var fields = new ArrayList<>(List.of("life", "status", "plan", "payload", "deadline", "trace", "did:" + agent));
        after.forEach(each -> fields.add("result:" + each));
        return fields.toArray(String[]::new);
    }

    private static OrderState of(List<KeyValue<String, String>> values, Instant now) {
        var fields = new HashMap<String, String>();
        values.stream().filter(KeyValue::hasValue).forEach(each -> fields.put(each.getKey(), each.getValue()));
        return new OrderState(fields, now);
    }

    /** Whether the entry may still ask for something: not when the state is gone or of another life, or the step is recorded. */
    boolean isOpen(Entry entry, String agent) {
        return Long.toString(entry.life()).equals(fields.get("life")) && !fields.containsKey("did:" + agent);
    }

    /**
     * Whether the entry still asks for something: not when it isn't open, or the order is being undone.
     *
     * @param isStep whether the agent is part of the order's pipeline; undos and the one who decides are not
     */
    boolean wants(Entry entry, String agent, boolean isStep) {
        return isOpen(entry, agent) && !(isStep && ABORT_STANDS.contains(fields.getOrDefault("status", "")));
    }

    /**
     * The hash of the version that the order began with.
     *
     * @throws IllegalArgumentException when the state has none
     */
    String version() {
        return field("plan");
    }

    /** @throws IllegalArgumentException when the state doesn't hold an order */
    Delivery delivery(Entry entry, String agent) {
        return new Delivery(OrderJson.readBack(field("payload")), entry.life(), agent, deadline(), traceParent(),
                entry.why(), results());
    }

    /** @throws IllegalArgumentException when the state has none */
    Instant deadline() {
        return Instant.ofEpochMilli(Long.parseLong(field("deadline")));
    }

    /** @throws IllegalArgumentException when the state has none */
    String traceParent() {
        return field("trace");
    }

    private Map<String, Map<String, String>> results() {
        var results = new HashMap<String, Map<String, String>>();
        fields.forEach((name, value) -> {
            if (name.startsWith("result:")) {
                results.put(name.substring("result:".length()), result(name, value));
            }
        });
        return results;
    }

    private static Map<String, String> result(String name, String value) {
        try {
            return JSON.readValue(value, TEXTS);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the order's state has a " + name + " that isn't one", e);
        }
    }

    static String write(Map<String, String> result) {
        return result.isEmpty() ? "" : JSON.writeValueAsString(result);
    }

    private String field(String name) {
        @Nullable
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the order's state has no " + name);
        }
        return value;
    }
}
