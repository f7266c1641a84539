package io.waybill.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One entry's way: guard, try, advance; after an outage, or when its gate was shut, again from the guard on. */
final class DeliveryRun {

    private final Station station;
    private final Group group;
    private final Tools tools;
    private final Entry entry;
    private final WaitNote note;
    private final Instant started;
    private AgentSettings settings;
    private Tries tries;
    private Instant looked;
    private Instant begun;
    private Instant waitsSince;
    private @Nullable Instant until;

    /**
     * What every run needs.
     *
     * @param clock says when something was; it may be wrong, and be set meanwhile
     * @param steady says how long something took
     */
    record Tools(PatientRedis redis, Advance advance, Backoff backoff, Waiter waiter, InstantSource clock,
            InstantSource steady, Duration patience, Telemetry telemetry) {}

    DeliveryRun(Station station, Tools tools, Entry entry) {
        this.station = station;
        this.group = station.group();
        this.tools = tools;
        this.entry = entry;
        this.note = new WaitNote(tools.redis().redis(), group, entry);
        this.started = tools.clock().instant();
        this.looked = tools.steady().instant();
        this.begun = looked;
        this.waitsSince = entry.added();
        this.settings = station.settings();
        this.tries = tries(settings);
    }

    private Tries tries(AgentSettings by) {
        return new Tries(station, by, tools.backoff(), tools.waiter(), tools.telemetry());
    }

    /**
     * Waits for a slot, and holds none while it rests. Ends when the entry is acknowledged.
     *
     * @param seen the order's state, if it was just looked at
     * @throws IllegalArgumentException when the order's state makes no sense; the entry is still pending
     * @throws InterruptedException when the instance stops; the entry is still pending, unless its outcome was just recorded
     */
    void from(@Nullable OrderState seen) throws InterruptedException {
        @Nullable
        Rest rest = round(seen);
        while (rest != null) {
            rest(rest);
            rest = round(null);
        }
    }

    /** At a gate no patience is lost: it's the agent's dependency that everybody waits for, and no fault of this order. */
    private void rest(Rest rest) throws InterruptedException {
        note.says(rest.waiting());
        if (rest.isAtGate()) {
            station.gate().await(tries.areNone(), rest.longest());
            until = null;
        } else {
            tools.waiter().sleep(rest.longest());
        }
    }

    /** What is done in one go, with a slot. Returns how to rest before the next; null when the entry is acknowledged. */
    private @Nullable Rest round(@Nullable OrderState seen) throws InterruptedException {
        station.slots().take();
        try {
            OrderState state = byItsVersion(seen == null ? look() : seen);
            if (state.wants(entry, group.name(), settings.isStep())) {
                return tried(state, until == null ? patienceEnds(state) : until);
            }
            tools.telemetry().dropped(group.name());
            note.isOver();
            tools.redis().call(this::acknowledge);
            return null;
        } finally {
            station.slots().free();
        }
    }

    /** An order runs by the version that it began with. Mostly it's this instance's own: then what was seen is all there is. */
    private OrderState byItsVersion(OrderState seen) throws InterruptedException {
        if (!seen.isOpen(entry, group.name())) {
            return seen;
        }
        AgentSettings its = station.versions().of(seen.version(), tools.redis());
        if (its.equals(settings)) {
            return seen;
        }
        boolean seesAll = its.after().equals(settings.after());
        settings = its;
        tries = tries(its);
        return seesAll ? seen : look();
    }

    private @Nullable Rest tried(OrderState state, Instant end) throws InterruptedException {
        until = end;
        try (var round = new Round(tools.telemetry().traces(), group, entry, state.traceParent(), waitsSince)) {
            return goesOn(state, round.says(run(state, end)), end);
        } finally {
            waitsSince = tools.clock().instant();
        }
    }

    private @Nullable Rest goesOn(OrderState state, Verdict verdict, Instant end) throws InterruptedException {
        switch (verdict) {
            case Verdict.Said(var outcome) ->
                advance(verdict, () -> tools.advance().outcome(group, entry, outcome, course()));
            case Verdict.Failed(var reason, var detail) ->
                advance(verdict, () -> tools.advance().failed(group, entry, reason, detail, course()));
            case Verdict.Waits waits -> {
                return Rest.after(waits, now(state), end, tries.attempts());
            }
            case Verdict.Shut _ -> {
                return Rest.atGate(station.gate().flag(), now(state), end, tries.attempts());
            }
        }
        return null;
    }

    /** The first try is the delivery's beginning: what it waits for until then, be it a gate, is no time of its agent's. */
    private Verdict run(OrderState state, Instant end) throws InterruptedException {
        boolean isFirst = tries.areNone();
        if (isFirst) {
            begun = tools.steady().instant();
        }
        Duration waited = Duration.between(entry.added(), now(state));
        Verdict verdict = tries.run(state.delivery(entry, group.name()), () -> now(state), end);
        if (isFirst && !tries.areNone()) {
            tools.telemetry().begun(group.name(), waited);
        }
        return verdict;
    }

    private Instant patienceEnds(OrderState state) {
        return settings.isBeforePivot() ? state.deadline() : now(state).plus(tools.patience());
    }

    /** By the clock of Redis: what it said, and what has gone by here since. */
    private Instant now(OrderState state) {
        return state.now().plus(Duration.between(looked, tools.steady().instant()));
    }

    private OrderState look() throws InterruptedException {
        List<String> after = settings.after();
        OrderState state = tools.redis().call(() -> OrderState
                .look(tools.redis().redis(), group.keys(), group.name(), after, List.of(entry)).getFirst());
        looked = tools.steady().instant();
        return state;
    }

    private void advance(Verdict verdict, Supplier<Advance.Answer> call) throws InterruptedException {
        Advance.Answer answer = tools.redis().call(call);
        if (answer == Advance.Answer.NO_PLAN) {
            throw new UnknownVersionException();
        }
        tools.telemetry().advanced(group.name(), StepEnd.of(verdict, answer),
                Duration.between(begun, tools.steady().instant()));
    }

    private long acknowledge() {
        return Script.ACKNOWLEDGE.call(tools.redis().redis(), new String[]{group.stream()}, group.name(), entry.id());
    }

    private Advance.Course course() {
        return new Advance.Course(tries.attempts(), started, tools.clock().instant());
    }
}
