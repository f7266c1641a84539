package io.waybill.runtime;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.Reason;
import io.waybill.gateway.GatewaySide;
import io.waybill.runtime.Errand.Next;
import io.waybill.runtime.Moments.Seen;
import io.waybill.runtime.Move.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One order's history, drawn from a seed: deliveries that stand still, die or come twice between any two durable actions,
 * Redis that is emptied, set back or forgets, a ledger that lags behind, relays, cancels, refusals. First anything may
 * happen; then it calms down, and the order must come to its end.
 */
final class History {

    private static final int STORM = 70;
    private static final int LONGEST = 900;
    private static final int QUANTITY = 2;
    private static final int MOMENTS = 12;
    private static final Duration KEEP = Duration.ofHours(24);
    private static final Duration NO_TIMEOUT = Duration.ofMinutes(10);
    private static final Telemetry TELEMETRY = new Telemetry(new SimpleMeterRegistry());
    private static final Waiter AT_ONCE = _ -> {
        Errand.did("a rest");
        Errand.lives();
    };

    private final Place place;
    private final Pipeline pipeline;
    private final GatewaySide gateway;
    private final Chance chance;
    private final Keys keys = new Keys(0);
    private final OrderStreams streams;
    private final Redis redis;
    private final Order order;
    private final List<String> agents;
    private final List<Errand> inHand = new ArrayList<>();
    private final Promises promises = new Promises(QUANTITY);
    private final List<String> log = new ArrayList<>();
    private int moment;
    private Facts facts;
    private Seen seen;

    /** Where a history happens: one at a time. */
    record Place(AllServices services, Moments moments, Facts.Finder facts) {}

    /** How it went: the promise that was broken, if one was. */
    record Told(long seed, Optional<String> broken, @Nullable Throwable trouble, List<String> log, Facts facts) {}

    History(Place place, Pipeline pipeline, GatewaySide gateway, long seed) throws Exception {
        this.place = place;
        this.pipeline = pipeline;
        this.gateway = gateway;
        this.chance = new Chance(seed);
        this.redis = place.moments().redis;
        this.streams = new RedisOrderStreams(redis, KEEP);
        this.agents = Stream.concat(pipeline.agents().stream().map(agent -> agent.name()),
                Stream.concat(Stream.of("rollback"), pipeline.undos().stream())).toList();
        UUID id = UUID.randomUUID();
        this.order = new Order(id, "demo", id.toString(), "USD", new Customer("C-1", null, "ada@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line(id.toString(), null, QUANTITY, 1275)),
                chance.cardPays ? "pm_card_visa" : "pm_card_chargeDeclined");
        place.moments().begin();
        place.facts().stock(id.toString());
        place.services().fraud.expect(id.toString(), chance);
        streams.accept(gateway.accept(order));
        look();
    }

    static Told tell(Place place, Pipeline pipeline, GatewaySide gateway, long seed) throws Exception {
        var history = new History(place, pipeline, gateway, seed);
        @Nullable
        Throwable trouble = null;
        Optional<String> broken;
        try {
            broken = history.run();
        } catch (Trouble e) {
            broken = Optional.of("an errand ended with " + e.getCause());
            trouble = e.getCause();
        } finally {
            history.inHand.forEach(errand -> errand.go(Next.DIES));
            place.services().fraud.forget(history.order.id().toString());
        }
        return new Told(seed, broken, trouble, history.log, history.facts);
    }

    /** An errand ended in a way that nobody has foreseen. */
    private static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1;

        Trouble(Throwable cause) {
            super(cause);
        }
    }

    private Optional<String> run() throws Exception {
        for (int n = 0; n < LONGEST && !isThrough(); n++) {
            List<Move> moves = moves(n > STORM);
            if (moves.isEmpty()) {
                break;
            }
            Optional<String> broken = make(chance.oneOf(moves));
            if (broken.isPresent()) {
                return broken;
            }
        }
        while (!inHand.isEmpty()) { // zombies have the last word
            Optional<String> broken = make(goOn(inHand.getFirst()));
            if (broken.isPresent()) {
                return broken.map(promise -> promise + " (late)");
            }
        }
        return promises.brokenAtLast(facts, !seen.entries().isEmpty());
    }

    private boolean isThrough() {
        return facts.hasEnded() && facts.isSettled() && inHand.isEmpty() && seen.entries().isEmpty();
    }

    private Optional<String> make(Move move) throws Exception {
        log.add(move.toString());
        chance.struck(move.kind());
        move.act().happen();
        look();
        return promises.brokenBy(facts, inHand.isEmpty());
    }

    private void look() throws Exception {
        seen = place.moments().see(keys, order.id(), agents, chance.isLeft(Kind.REVERT) ? ++moment : 0);
        facts = place.facts().find(order.id());
    }

    // What may happen next.

    private List<Move> moves(boolean calm) {
        var usual = new ArrayList<Move>();
        relayed(usual);
        delivered(usual, calm);
        if (seen.events() > 0 && inHand.stream().noneMatch(errand -> errand.name.equals("ledger"))) {
            add(usual, 2, new Move(Kind.LEDGER, "", this::readEvents));
        }
        seen.parked().forEach(agent -> add(usual, 1, new Move(Kind.REPLAY, agent,
                () -> place.moments().replay(keys, order.id(), agent))));
        inHand.forEach(errand -> add(usual, 3, goOn(errand)));
        if (calm) {
            if (seen.expires() && chance.happens(0.1)) {
                usual.add(expire());
            }
            return usual;
        }
        List<Move> misfortunes = misfortunes().stream().filter(move -> chance.isLeft(move.kind())).toList();
        if (usual.isEmpty() || misfortunes.isEmpty()) {
            return usual.isEmpty() ? misfortunes : usual;
        }
        if (chance.happens(0.2)) {
            usual.addAll(misfortunes);
        }
        return usual;
    }

    private void relayed(List<Move> moves) {
        boolean undosMissing = facts.aborted() && List.of("processing", "deciding").contains(seen.status());
        boolean nothingToDo = seen.entries().isEmpty() && seen.events() == 0 && inHand.isEmpty();
        boolean unsettled = !facts.isSettled() || !facts.hasEnded();
        if (unsettled && inHand.stream().filter(errand -> errand.name.equals("relay")).count() < 2
                && (seen.isLost() || undosMissing || nothingToDo || chance.happens(0.1))) {
            add(moves, 2, new Move(Kind.RELAY, "",
                    () -> begin("relay", () -> gateway.relay(order.id(), streams))));
        }
    }

    private void delivered(List<Move> moves, boolean calm) {
        for (int i = 0; i < seen.entries().size(); i++) {
            Entry entry = seen.entries().get(i);
            String agent = seen.agents().get(i);
            long live = inHand.stream().filter(errand -> errand.name.equals(agent)).count();
            if (live == 0 || (!calm && live < 2 && chance.happens(0.3))) {
                add(moves, live == 0 ? 3 : 1, new Move(Kind.DELIVER, agent, () -> deliver(agent, entry)));
            }
        }
    }

    private List<Move> misfortunes() {
        var moves = new ArrayList<Move>();
        for (Errand errand : inHand) {
            moves.add(new Move(Kind.KILL, errand.name, () -> go(errand, Next.DIES)));
            moves.add(new Move(Kind.LOSE_ANSWER, errand.name, () -> go(errand, Next.HEARS_NOTHING)));
            if (place.services().agents.containsKey(errand.name) && !errand.name.equals("validator")) {
                moves.add(new Move(Kind.FAIL, errand.name, () -> go(errand, Next.FAILS)));
            }
        }
        if (!facts.hasEnded() && !promises.isCancelled()) {
            moves.add(new Move(Kind.CANCEL, "", () -> begin("cancel", this::cancel)));
        }
        if (!facts.isSettled()) {
            moves.add(new Move(Kind.FLUSH, "", place.moments()::empty));
            if (moment > 0) {
                int back = moment - chance.below(Math.min(moment, MOMENTS));
                moves.add(new Move(Kind.REVERT, "to moment " + back + " of " + moment,
                        () -> place.moments().revert(back)));
            }
        }
        if (seen.expires()) {
            moves.add(expire());
        }
        if (facts.money().held() > 0) {
            moves.add(new Move(Kind.HOLD_EXPIRES, "", () -> place.services().outside.expireHolds(order.id())));
        }
        return moves;
    }

    private Move expire() {
        return new Move(Kind.EXPIRE, "", () -> Redis.await(redis.commands().del(keys.order(order.id()))));
    }

    private Move goOn(Errand errand) {
        return new Move(Kind.GO_ON, errand.name + " after " + errand.after(), () -> go(errand, Next.GOES_ON));
    }

    private static void add(List<Move> moves, int weight, Move move) {
        for (int i = 0; i < weight; i++) {
            moves.add(move);
        }
    }

    // What happens.

    private void begin(String name, Errand.Task task) {
        var errand = new Errand(name, chance, task);
        inHand.add(errand);
        go(errand, Next.GOES_ON);
    }

    private void go(Errand errand, Next next) {
        errand.go(next);
        if (errand.isOver()) {
            inHand.remove(errand);
            Throwable broken = errand.broken();
            if (broken != null && !(broken instanceof Errand.LostAnswer)) {
                throw new Trouble(broken);
            }
        }
    }

    private void deliver(String name, Entry entry) {
        Group group = Group.ofAgent(keys, name);
        AgentSettings settings = patient(AgentSettings.of(name, pipeline));
        Agent agent = standingStill(Objects.requireNonNull(place.services().agents.get(name)));
        var tools = new DeliveryRun.Tools(new PatientRedis(redis, AT_ONCE),
                new Advance(redis, new Instance("history-1", "history-1~0"), KEEP),
                new Backoff(new Random(0)), AT_ONCE, InstantSource.system(), NO_TIMEOUT,
                TELEMETRY);
        begin(name, () -> new DeliveryRun(new Station(agent, group, settings, new Slots(9, 9)), tools, entry)
                .from(OrderState.look(redis, keys, group.name(), settings.after(), List.of(entry)).getFirst()));
    }

    /** A history has no time, so nothing takes too long. */
    private static AgentSettings patient(AgentSettings settings) {
        return new AgentSettings(settings.agent(), settings.after(), NO_TIMEOUT, settings.retry(),
                settings.concurrency(), settings.isStep(), settings.isBeforePivot());
    }

    /** The real agent, that stands still before it begins and before it says what came of it. */
    private Agent standingStill(Agent real) {
        return new Agent() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public Outcome handle(Delivery delivery) throws Exception {
                Errand.did("the look");
                Errand.begins();
                Outcome outcome = name().equals("tracking_agent") && chance.refuses(Lot.What.TRACKING)
                        ? Outcome.refused(Reason.INVALID, "no_carrier")
                        : real.handle(delivery);
                Errand.did(outcome instanceof Outcome.Done ? "it is done" : outcome.toString());
                Errand.begins();
                return outcome;
            }
        };
    }

    private void readEvents() {
        Group group = Group.ofEvents(keys);
        var events = Redis.await(redis.commands().xrange(group.stream(), Range.unbounded(),
                Limit.from(1 + chance.below(3))));
        events.forEach(event -> log.add("    " + Stream.of("life", "number", "kind", "agent", "status", "reason")
                .map(event.getBody()::get).filter(Objects::nonNull).collect(Collectors.joining(" "))));
        begin("ledger",
                () -> new EventReader(group, new GroupReader(redis, group, "history", TELEMETRY), gateway.ledger(),
                        new Keeping(redis, group, AT_ONCE), new Parking(redis)).take(events));
    }

    private void cancel() {
        String reason = "cancelled_by_merchant";
        var standing = new Decisions(JdbcClient.create(place.services().ledger)).abort(order.id(), reason, null);
        if (reason.equals(standing.reason())) {
            promises.cancelled(reason);
        }
    }
}
