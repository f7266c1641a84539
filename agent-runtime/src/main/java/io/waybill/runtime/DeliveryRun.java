package io.waybill.runtime;

import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One entry's way: guard, try, advance; after an outage again from the guard on. */
final class DeliveryRun {

    private static final Duration REDIS_PAUSE = Duration.ofMillis(200);
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRun.class);

    private final Station station;
    private final Group group;
    private final Tools tools;
    private final Entry entry;
    private final Tries tries;
    private final Instant started;

    /** What every run needs. */
    record Tools(Redis redis, Advance advance, Backoff backoff, Waiter waiter, InstantSource clock, Duration patience,
            Telemetry telemetry) {

        /** What is known must not be lost: Redis being away only makes it late. */
        <T> T untilRedisAnswers(Supplier<T> call) throws InterruptedException {
            while (true) {
                try {
                    return call.get();
                } catch (RedisException e) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    LOG.warn("waiting for Redis: {}", e.toString());
                    waiter.sleep(REDIS_PAUSE);
                }
            }
        }
    }

    DeliveryRun(Station station, Tools tools, Entry entry) {
        this.station = station;
        this.group = station.group();
        this.tools = tools;
        this.entry = entry;
        this.tries = new Tries(station.agent(), station.settings(), tools.backoff(), tools.waiter());
        this.started = tools.clock().instant();
    }

    /**
     * Begins and ends with a slot, which it gives back while it waits. Ends when the entry is acknowledged.
     *
     * @throws IllegalArgumentException when the order's state makes no sense; the entry is still pending
     * @throws InterruptedException when the instance stops; the entry is still pending
     */
    void from(OrderState state) throws InterruptedException {
        Instant until = null;
        while (state.wants(entry, group.name(), station.settings().isStep())) {
            until = until == null ? patienceEnds(state) : until;
            switch (tries.run(state.delivery(entry, group.name()), state.now(), until)) {
                case Verdict.Said(var outcome) -> {
                    advance(() -> tools.advance().outcome(group, entry, outcome, course()));
                    return;
                }
                case Verdict.Failed(var reason, var detail) -> {
                    advance(() -> tools.advance().failed(group, entry, reason, detail, course()));
                    return;
                }
                case Verdict.Waits(var delay) -> rest(atMost(delay, state.now(), until));
            }
            state = lookAgain();
        }
        tools.telemetry().dropped(group.name());
        tools.untilRedisAnswers(this::acknowledge);
    }

    private Instant patienceEnds(OrderState state) {
        return station.settings().isBeforePivot() ? state.deadline() : state.now().plus(tools.patience());
    }

    private void rest(Duration delay) throws InterruptedException {
        station.slots().free();
        try {
            tools.waiter().sleep(delay);
        } finally {
            station.slots().takeUninterruptibly();
        }
    }

    private OrderState lookAgain() throws InterruptedException {
        List<String> after = station.settings().after();
        return tools.untilRedisAnswers(
                () -> OrderState.look(tools.redis(), group.keys(), group.name(), after, List.of(entry)).getFirst());
    }

    private void advance(Supplier<Advance.Answer> call) throws InterruptedException {
        Advance.Answer answer = tools.untilRedisAnswers(call);
        tools.telemetry().advanced(group.name(), answer, Duration.between(started, tools.clock().instant()));
        if (answer == Advance.Answer.NO_PLAN) {
            throw new IllegalArgumentException("the order's pipeline version is unknown");
        }
    }

    private long acknowledge() {
        var acknowledged = tools.redis().commands().xack(group.stream(), group.name(), entry.id());
        Redis.await(tools.redis().commands().xdel(group.stream(), entry.id()));
        return Redis.await(acknowledged);
    }

    private Advance.Course course() {
        return new Advance.Course(tries.attempts(), started, tools.clock().instant());
    }

    private static Duration atMost(Duration delay, Instant now, Instant until) {
        Duration left = Duration.between(now, until);
        return delay.compareTo(left) < 0 ? delay : left.isNegative() ? Duration.ZERO : left;
    }
}
