package io.waybill.runtime;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Advance.Answer;
import io.waybill.runtime.Corridor.Taken;
import io.waybill.runtime.Corridor.Pending;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Turns.Turn;
import io.waybill.runtime.Unsettled.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order's way through the scripts, drawn from a seed: whatever waits for an agent may be next, may come twice or late,
 * may fail before or after its effect, for a while or for good; the merchant may cancel, time may run out. Nothing is lost.
 */
final class Passage {

    private static final int LONGEST = 1000;
    private static final Instant DEADLINE = Instant.EPOCH.plusSeconds(3600);
    private static final Advance.Course COURSE = new Advance.Course(1, Instant.EPOCH, Instant.EPOCH.plusMillis(5));

    private final Corridor corridor;
    private final OrderStreams streams;
    private final Advance advance;
    private final Random random;
    private final Life life;
    private final Books books;
    private final Effects effects;
    private final Turns turns;
    private final List<Pending> waiting = new ArrayList<>();
    private final List<Pending> recorded = new ArrayList<>();
    private final List<InHand> inHand = new ArrayList<>();
    private final Set<Reason> given = EnumSet.noneOf(Reason.class);
    private final List<String> parked = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private Map<String, String> state = Map.of();
    private List<String> parkedNow = List.of();
    private int moves;
    private boolean hasLooked;
    private @Nullable Reason promised;
    private @Nullable String broken;

    /**
     * How it went.
     *
     * @param given the reasons that somebody gave for not completing the order
     * @param promised the reason that whoever asked for the order to be undone was told; null when nobody was
     * @param parked agents that were, in that order
     * @param broken the promise that was, if one was
     */
    record Told(long seed, Books books, Map<String, String> state, Corridor.Left left, Set<Reason> given,
            @Nullable Reason promised, List<String> parked, Set<Turn> turns, Optional<String> broken,
            List<String> log) {}

    private Passage(Corridor corridor, long seed) {
        this.corridor = corridor;
        this.streams = new RedisOrderStreams(corridor.redis, OrderInRedis.KEEP);
        this.advance = new Advance(corridor.redis, new Instance("corridor", Corridor.CONSUMER), OrderInRedis.KEEP);
        this.random = new Random(seed);
        random.nextInt(); // the first draws of neighbouring seeds are alike
        this.life = new Life(new UUID(random.nextLong(), random.nextLong()), corridor.keys.partition(), 1,
                corridor.plan,
                "{}", DEADLINE, "00-trace-span-01", Life.Start.FIRST);
        this.books = new Books(Fate.of(random));
        this.effects = new Effects(books);
        this.turns = new Turns(random);
    }

    static Told through(Corridor corridor, long seed) {
        var passage = new Passage(corridor, seed);
        passage.run();
        return new Told(seed, passage.books, passage.state, corridor.leave(passage.life.orderId()), passage.given,
                passage.promised, passage.parked, passage.turns.taken(), Optional.ofNullable(passage.broken),
                passage.log);
    }

    private void run() {
        streams.accept(life);
        look();
        while (broken == null && !isThrough()) {
            List<Runnable> choices = moves < LONGEST ? choices() : List.of();
            if (choices.isEmpty()) {
                broken = "never ended";
                return;
            }
            choices.get(random.nextInt(choices.size())).run();
            moves++;
            broken = broken == null ? brokenNow() : broken;
        }
    }

    private @Nullable String brokenNow() {
        if (books.hasShippedWrongly()) {
            return "shipped what isn't paid, reserved or wanted";
        }
        return "undone".equals(state.get("status")) && !books.hasNothing() ? "undone, but something is held" : null;
    }

    private boolean isThrough() {
        return state.containsKey("settled") && waiting.isEmpty() && inHand.isEmpty() && parkedNow.isEmpty();
    }

    private List<Runnable> choices() {
        var choices = new ArrayList<Runnable>();
        for (Pending entry : waiting) {
            if (inHand.stream().noneMatch(each -> each.waiting.equals(entry) && !each.isAsleep)) {
                add(choices, () -> begin(entry));
            } else {
                addTurn(choices, Turn.TWICE, () -> begin(entry));
            }
        }
        inHand.stream().filter(delivery -> !delivery.isAsleep).forEach(delivery -> add(choices, () -> goOn(delivery)));
        parkedNow.forEach(agent -> choices.add(() -> replay(agent)));
        if (choices.isEmpty()) {
            inHand.forEach(delivery -> choices.add(() -> goOn(delivery)));
        }
        if (choices.isEmpty() && !hasLooked) {
            choices.add(this::relay);
        }
        addTurns(choices);
        return choices;
    }

    private void addTurns(List<Runnable> choices) {
        for (InHand delivery : List.copyOf(inHand)) {
            addTurn(choices, Turn.DIES, () -> die(delivery));
            addTurn(choices, Turn.FAILS, () -> fail(delivery));
            if (delivery.waiting.agent().equals("tracking_agent")) {
                addTurn(choices, Turn.REFUSES, () -> refuse(delivery));
            }
        }
        if (!recorded.isEmpty()) {
            addTurn(choices, Turn.LATE, () -> begin(recorded.get(random.nextInt(recorded.size()))));
        }
        addTurn(choices, Turn.CANCEL, () -> abort(Reason.CANCELLED_BY_MERCHANT));
        addTurn(choices, Turn.DEADLINE, () -> abort(Reason.DEADLINE));
        addTurn(choices, Turn.RELAY, this::relay);
        if (books.isHolding()) {
            addTurn(choices, Turn.HOLD_EXPIRES, this::expireHold);
        }
        if (parkedNow.contains("notifier")) {
            addTurn(choices, Turn.DISCARD, this::discard);
        }
    }

    private static void add(List<Runnable> choices, Runnable usual) {
        for (int weight = 0; weight < 3; weight++) {
            choices.add(usual);
        }
    }

    private void addTurn(List<Runnable> choices, Turn turn, Runnable worse) {
        if (turns.isDue(turn, moves)) {
            choices.add(() -> {
                turns.take(turn);
                worse.run();
            });
        }
    }

    /** As an instance does that has just read the entry: what asks for nothing any more is dropped. */
    private void begin(Pending entry) {
        boolean isStep = corridor.pipeline.find(entry.agent()).isPresent();
        if (!new OrderState(state, Instant.EPOCH).wants(entry.entry(), entry.agent(), isStep)) {
            log.add("drop " + entry.agent());
            Group group = group(entry);
            Script.ACKNOWLEDGE.call(corridor.redis, new String[]{group.stream()}, group.name(), entry.entry().id());
            waiting.remove(entry);
            return;
        }
        boolean fallsAsleep = turns.isDue(Turn.SLEEPS, moves);
        if (fallsAsleep) {
            turns.take(Turn.SLEEPS);
        }
        log.add("begin " + entry.agent() + (fallsAsleep ? " and fall asleep" : ""));
        inHand.add(new InHand(entry, effects, fallsAsleep));
    }

    private void goOn(InHand delivery) {
        Outcome said = delivery.said().orElse(null);
        if (said == null) {
            delivery.act();
            if (delivery.said().orElse(null) instanceof Outcome.Refused(var reason, _)) {
                given.add(reason);
            }
            log.add(delivery.waiting.agent() + ": " + delivery.said().map(Outcome::toString).orElse("goes on"));
            return;
        }
        record(delivery, advance.outcome(group(delivery.waiting), delivery.waiting.entry(), said, COURSE));
    }

    private void fail(InHand delivery) {
        given.add(Reason.DEPENDENCY_FAILED);
        record(delivery, advance.failed(group(delivery.waiting), delivery.waiting.entry(), Reason.DEPENDENCY_FAILED,
                "broken", COURSE));
    }

    private void refuse(InHand delivery) {
        record(delivery, advance.outcome(group(delivery.waiting), delivery.waiting.entry(),
                Outcome.refused(Reason.INVALID, "no_carrier"), COURSE));
    }

    private void record(InHand delivery, Answer answer) {
        log.add("record " + delivery.waiting.agent() + ": " + answer);
        if (answer == Answer.PARKED) {
            parked.add(delivery.waiting.agent());
        }
        inHand.remove(delivery);
        if (waiting.remove(delivery.waiting)) {
            recorded.add(delivery.waiting);
        }
        look();
    }

    private void die(InHand delivery) {
        log.add("die with " + delivery.waiting.agent());
        inHand.remove(delivery);
    }

    private void replay(String agent) {
        log.add("replay " + agent + ": " + corridor.parked.replay(life, agent));
        look();
    }

    private void discard() {
        log.add("discard: " + corridor.parked.discardTrailing(life, "notifier"));
        look();
    }

    private void expireHold() {
        log.add("the hold expires");
        books.expireHold();
    }

    private void abort(Reason reason) {
        Standing standing = books.decide(Decision.ABORT, reason.code(), null);
        log.add(reason.code() + ": " + standing);
        if (reason.code().equals(standing.reason())) {
            given.add(reason);
            promised = reason;
        }
        hasLooked = false;
    }

    /** Nothing is ever lost here, so nothing is ever sent again. */
    private void relay() {
        Look found = streams.mend(List.of(new Unsettled(life.orderId(), life.partition(), 1, books.decision())))
                .getFirst();
        log.add("relay: " + found);
        if (found == Look.GONE || found == Look.SENT_AGAIN) {
            broken = "the relay found that something was lost";
        }
        look();
        hasLooked = true;
    }

    private void look() {
        Taken taken = corridor.take(life.orderId());
        state = taken.state();
        parkedNow = state.keySet().stream().filter(field -> field.startsWith("parked:"))
                .map(field -> field.substring("parked:".length())).sorted().toList();
        waiting.addAll(taken.entries());
        hasLooked = false;
    }

    private Group group(Pending entry) {
        return Group.ofAgent(corridor.keys, entry.agent());
    }
}
