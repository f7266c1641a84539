package io.waybill.runtime;

import io.waybill.contracts.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a delivery's outcome into Redis: the one step that records, sends on and acknowledges. */
final class Advance {

    private final Redis redis;
    private final Instance instance;
    private final Duration keep;

    Advance(Redis redis, Instance instance, Duration keep) {
        this.redis = redis;
        this.instance = instance;
        this.keep = keep;
    }

    /** What became of it. The order is that of the script's answers. */
    enum Answer {
        ADVANCED, RECORDED_BEFORE, GONE, OTHER_LIFE, PARKED, NO_PLAN
    }

    /** When a step ran and how often it was tried. */
    record Course(int attempts, Instant started, Instant ended) {}

    /** @throws io.lettuce.core.RedisException when Redis can't be asked; it may or may not have been written */
    Answer outcome(Group group, Entry entry, Outcome outcome, Course course) {
        return switch (outcome) {
            case Outcome.Done(var result) -> call(group, entry, "done", "", "", result, course);
            case Outcome.Refused(var reason, var detail) ->
                call(group, entry, "refused", reason.code(), detail, Map.of(), course);
            case Outcome.Decided(var verdict, var reason, var detail) ->
                call(group, entry, verdict.code(), reason, detail, Map.of(), course);
        };
    }

    Answer failed(Group group, Entry entry, Reason reason, String detail, Course course) {
        return call(group, entry, "failed", reason.code(), detail, Map.of(), course);
    }

    private Answer call(Group group, Entry entry, String outcome, @Nullable String reason, @Nullable String detail,
            Map<String, String> result, Course course) {
        Keys keys = group.keys();
        String[] touched = {keys.order(entry.orderId()), group.stream(), keys.events()};
        long answer = Script.ADVANCE.call(redis, touched, keys.prefix(), entry.orderId().toString(), group.name(),
                entry.id(), Long.toString(entry.life()), outcome, orEmpty(reason), orEmpty(detail),
                OrderState.write(result), Integer.toString(course.attempts()), instance.name(),
                Long.toString(course.started().toEpochMilli()), Long.toString(course.ended().toEpochMilli()),
                Long.toString(keep.toMillis()));
        return Answer.values()[Math.toIntExact(answer)];
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
