package io.waybill.runtime;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.waybill.contracts.Address;
import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.Pipeline;
import io.waybill.gateway.GatewaySide;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Errand.Next;
import io.waybill.runtime.Moments.Seen;
import io.waybill.runtime.Move.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One order's history, drawn from a seed: deliveries that stand still, die or come twice between any two durable actions,
 * Redis that is emptied, set back or forgets, a ledger that lags behind, relays, cancels, refusals, parked steps.
 */
final class History {

    static final Duration KEEP = Duration.ofHours(24);
    private static final int LONGEST = 900;
    private static final int QUANTITY = 2;
    private static final int MOMENTS = 12;

    private final Place place;
    private final Chance chance;
    private final Weather weather;
    /** Many of its deliveries come too late; nobody's in many a history. */
    private final @Nullable String sluggard;
    private final Keys keys = new Keys(0);
    private final Redis redis;
    private final OrderStreams streams;
    private final List<String> agents;
    private final Life life;
    private final UUID order;
    private final Order asked;
    private final Hands hands;
    private final Promises promises = new Promises(QUANTITY);
    private final List<String> log = new ArrayList<>();
    private int moment;
    private Facts facts;
    private Seen seen;

    /** Where a history happens: one at a time. */
    record Place(AllServices services, Pipeline pipeline, GatewaySide gateway, Moments moments, Facts.Finder facts) {}

    /** How it went: the promise that was broken, if one was. */
    record Told(long seed, Optional<String> broken, @Nullable Throwable trouble, List<String> log, Facts facts) {}

    private History(Place place, long seed) throws Exception {
        this.place = place;
        this.chance = new Chance(seed);
        this.redis = place.moments().redis;
        this.streams = new RedisOrderStreams(redis, KEEP);
        List<String> steps = place.pipeline().agents().stream().map(AgentDefinition::name).toList();
        this.agents = Stream.of(steps, List.of("rollback"), place.pipeline().undos()).flatMap(names -> names.stream())
                .toList();
        this.weather = new Weather(chance.happens(0.5) ? null : chance.oneOf(steps));
        this.sluggard = chance.happens(0.6) ? chance.oneOf(withEffectsThatMatter()) : null;
        this.order = UUID.randomUUID();
        this.asked = asked();
        Lot lot = what -> !weather.isQuiet() && chance.refuses(what);
        this.hands = new Hands(redis, keys, place.pipeline(), place.services().agents, lot,
                () -> place.facts().timePasses(order));
        place.moments().begin();
        place.facts().stock(order.toString());
        place.services().fraud.expect(order.toString(), lot);
        this.life = place.gateway().accept(asked);
        hands.begin("intake", this::sendToRedis);
        look();
    }

    private Order asked() {
        return new Order(order, "demo", order.toString(), "USD", new Customer("C-1", null, "ada@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line(order.toString(), null, QUANTITY, 1275)),
                chance.cardPays ? "pm_card_visa" : "pm_card_chargeDeclined");
    }

    /** Those before the point of no return that hold something, the one that passes it, and everybody once more. */
    private List<String> withEffectsThatMatter() {
        List<String> holders = place.pipeline().agents().stream()
                .filter(agent -> agent.pivot() || agent.compensation() != null).map(AgentDefinition::name).toList();
        return Stream.of(holders, holders, holders, agents).flatMap(List::stream).toList();
    }

    static Told tell(Place place, long seed) throws Exception {
        var history = new History(place, seed);
        @Nullable
        Throwable trouble = null;
        Optional<String> broken;
        try {
            broken = history.run();
        } catch (Hands.Trouble e) {
            broken = Optional.of("an errand ended with " + e.getCause());
            trouble = e.getCause();
        } finally {
            history.hands.killAll();
            place.services().fraud.forget(history.order.toString());
        }
        return new Told(seed, broken, trouble, history.log, history.facts);
    }

    private Optional<String> run() throws Exception {
        for (int n = 0; n < LONGEST && !isThrough(); n++) {
            List<Move> moves = moves();
            if (moves.isEmpty()) {
                break;
            }
            Optional<String> broken = make(chance.oneOf(moves));
            if (broken.isPresent()) {
                return broken;
            }
        }
        while (!hands.areEmpty()) { // zombies have the last word
            Optional<String> broken = make(goOn(hands.all().getFirst()));
            if (broken.isPresent()) {
                return broken.map(promise -> promise + " (late)");
            }
        }
        return promises.brokenAtLast(facts, !seen.entries().isEmpty());
    }

    private boolean isThrough() {
        return facts.hasEnded() && facts.isSettled() && hands.areEmpty() && seen.entries().isEmpty();
    }

    private Optional<String> make(Move move) throws Exception {
        log.add(move.toString());
        chance.struck(move.kind());
        move.act().happen();
        look();
        return promises.brokenBy(facts, hands.areEmpty());
    }

    private void look() throws Exception {
        seen = place.moments().see(keys, order, agents, chance.isLeft(Kind.REVERT) ? ++moment : 0);
        facts = place.facts().find(order);
        weather.moveOn(seen);
    }

    private List<Move> moves() {
        var usual = new ArrayList<Move>();
        addRelay(usual);
        addDeliveries(usual);
        if (seen.events() > 0 && hands.count("ledger") == 0) {
            add(usual, 2, new Move(Kind.LEDGER, "", this::readEvents));
        }
        seen.parked().forEach(agent -> add(usual, 1, new Move(Kind.REPLAY, agent, () -> replay(agent))));
        hands.all().stream().filter(errand -> !hands.isSlow(errand) || chance.happens(0.01))
                .forEach(errand -> add(usual, 3, goOn(errand)));
        if (usual.isEmpty()) {
            hands.all().forEach(errand -> usual.add(goOn(errand)));
        }
        if (weather.isStorm() && (usual.isEmpty() || chance.happens(0.2))) {
            addMisfortunes(usual);
        } else if (seen.expires() && chance.happens(0.1)) {
            usual.add(expire());
        }
        return usual;
    }

    private void addRelay(List<Move> moves) {
        boolean undosMissing = facts.aborted() && List.of("processing", "deciding").contains(seen.status());
        boolean nothingToDo = seen.entries().isEmpty() && seen.events() == 0 && hands.areEmpty();
        boolean unsettled = !facts.isSettled() || !facts.hasEnded();
        if (unsettled && hands.count("relay") < 2
                && (seen.isLost() || undosMissing || nothingToDo || chance.happens(0.1))) {
            add(moves, 2, new Move(Kind.RELAY, "",
                    () -> hands.begin("relay", () -> place.gateway().relay(order, streams))));
        }
    }

    private void addDeliveries(List<Move> moves) {
        for (int i = 0; i < seen.entries().size(); i++) {
            Entry entry = seen.entries().get(i);
            String agent = seen.agents().get(i);
            long live = hands.count(agent);
            boolean twice = weather.isStorm() && live == 1 && chance.happens(0.6);
            if (live == 0 || twice) {
                add(moves, live == 0 ? 3 : 2, new Move(Kind.DELIVER, agent,
                        () -> hands.deliver(agent, entry, agent.equals(sluggard) && chance.happens(0.5))));
            }
        }
    }

    private void addMisfortunes(List<Move> moves) {
        for (Errand errand : hands.all()) {
            addIfLeft(moves, new Move(Kind.KILL, errand.name, () -> hands.go(errand, Next.DIES)));
            addIfLeft(moves, new Move(Kind.LOSE_ANSWER, errand.name, () -> hands.go(errand, Next.HEARS_NOTHING)));
            if (place.services().agents.containsKey(errand.name) && !errand.name.equals("validator")) {
                addIfLeft(moves, new Move(Kind.FAIL, errand.name, () -> hands.go(errand, Next.FAILS)));
            }
        }
        if (!facts.hasEnded() && !promises.isCancelled()) {
            addIfLeft(moves, new Move(Kind.CANCEL, "", () -> hands.begin("cancel", this::cancel)));
        }
        if (!facts.isSettled()) {
            addIfLeft(moves, new Move(Kind.FLUSH, "", place.moments()::empty));
            if (moment > 0) {
                int back = moment - chance.below(Math.min(moment, MOMENTS));
                addIfLeft(moves, new Move(Kind.REVERT, "to moment " + back + " of " + moment,
                        () -> place.moments().revert(back)));
            }
        }
        if (seen.expires()) {
            addIfLeft(moves, expire());
        }
        if (facts.money().held() > 0) {
            addIfLeft(moves, new Move(Kind.HOLD_EXPIRES, "", () -> place.services().outside.expireHolds(order)));
        }
    }

    private Move expire() {
        return new Move(Kind.EXPIRE, "", () -> Redis.await(redis.commands().del(keys.order(order))));
    }

    private Move goOn(Errand errand) {
        return new Move(Kind.GO_ON, errand.name + " after " + errand.after(), () -> hands.go(errand, Next.GOES_ON));
    }

    private void addIfLeft(List<Move> moves, Move move) {
        if (chance.isLeft(move.kind())) {
            moves.add(move);
        }
    }

    private static void add(List<Move> moves, int weight, Move move) {
        for (int i = 0; i < weight; i++) {
            moves.add(move);
        }
    }

    private void replay(String agent) {
        try (var parked = new ParkedSteps(redis, KEEP)) {
            parked.replay(new Life(order, life.partition(), Long.parseLong(seen.life()), life.plan(), life.payload(),
                    life.deadline(), life.traceParent(), Life.Start.FIRST), agent);
        }
    }

    private void readEvents() {
        var events = Redis.await(redis.commands().xrange(keys.events(), Range.unbounded(),
                Limit.from(1 + chance.below(3))));
        events.forEach(event -> log.add("    " + Stream.of("life", "number", "kind", "agent", "status", "reason")
                .map(event.getBody()::get).filter(Objects::nonNull).collect(Collectors.joining(" "))));
        hands.readEvents(events, place.gateway().ledger());
    }

    /** The order may be cancelled meanwhile, or started over. */
    private void sendToRedis() {
        Errand.did("the commit");
        Errand.begins();
        streams.accept(life);
    }

    private void cancel() {
        Standing standing = place.gateway().cancel(asked, this::sendUndos);
        if (standing != null) {
            promises.answered(standing);
        }
    }

    private void sendUndos(Unsettled aborted) {
        Errand.begins();
        streams.mend(List.of(aborted));
    }
}
