package io.waybill.runtime;

import io.waybill.contracts.Plan;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Unsettled.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Orders enter through accept.lua, where the plan is sent along only when Redis hasn't got it; mend.lua looks after them. */
final class RedisOrderStreams implements OrderStreams {

    private static final long PLAN_IS_MISSING = 2;

    private final Redis redis;
    private final Duration keep;

    RedisOrderStreams(Redis redis, Duration keep) {
        this.redis = redis;
        this.keep = keep;
    }

    @Override
    public boolean accept(Life life) {
        return RedisTrouble.translated(() -> {
            long answer = call(life, List.of());
            return (answer == PLAN_IS_MISSING ? call(life, fields(life.plan())) : answer) == 0;
        });
    }

    @Override
    public List<Look> mend(List<Unsettled> orders) {
        return RedisTrouble.translated(() -> {
            List<Supplier<Long>> answers = orders.stream().map(this::sendMend).toList();
            return answers.stream().map(answer -> Look.of(answer.get())).toList();
        });
    }

    private Supplier<Long> sendMend(Unsettled order) {
        var keys = new Keys(order.partition());
        Standing decision = order.decision();
        return Script.MEND.send(redis, new String[]{keys.order(order.orderId()), keys.events()}, keys.prefix(),
                order.orderId().toString(), Long.toString(order.life()),
                decision == null ? "" : decision.verdict().code(),
                decision == null ? "" : Objects.requireNonNullElse(decision.reason(), ""),
                decision == null ? "" : Objects.requireNonNullElse(decision.detail(), ""));
    }

    @Override
    public @Nullable String mark(int partition, String mark) {
        return RedisTrouble.translated(() -> Optional.ofNullable(
                Redis.await(redis.commands().setGet(new Keys(partition).mark(), mark)))).orElse(null);
    }

    private long call(Life life, List<String> plan) {
        var keys = new Keys(life.partition());
        var arguments = new ArrayList<>(List.of(keys.prefix(), life.orderId().toString(), Long.toString(life.number()),
                life.start().name().toLowerCase(Locale.ROOT), life.payload(), life.plan().hash(),
                Long.toString(life.deadline().toEpochMilli()), life.traceParent(), Long.toString(keep.toMillis())));
        arguments.addAll(plan);
        return Script.ACCEPT.call(redis,
                new String[]{keys.order(life.orderId()), keys.plan(life.plan().hash()), keys.events()},
                arguments.toArray(String[]::new));
    }

    /** The plan as scripts take it: names and values by turns. */
    static List<String> fields(Plan plan) {
        var fields = new ArrayList<String>();
        plan.fields().forEach((name, value) -> fields.addAll(List.of(name, value)));
        return fields;
    }
}
