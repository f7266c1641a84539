package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Errand.Next;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** What is in hand for one order, and by whom: the runtime's own ways, each standing still after every durable action. */
final class Hands {

    private static final Duration NO_TIMEOUT = Duration.ofMinutes(10);
    private static final Telemetry TELEMETRY = new Telemetry(new SimpleMeterRegistry());

    private final Redis redis;
    private final Keys keys;
    private final Pipeline pipeline;
    private final Map<String, Agent> agents;
    private final Lot lot;
    private final Waiter waiter;
    private final List<Errand> inHand = new ArrayList<>();
    private final Set<Errand> slow = new HashSet<>();

    /** @param timePasses what a rest brings about */
    Hands(Redis redis, Keys keys, Pipeline pipeline, Map<String, Agent> agents, Lot lot, Runnable timePasses) {
        this.redis = redis;
        this.keys = keys;
        this.pipeline = pipeline;
        this.agents = agents;
        this.lot = lot;
        this.waiter = _ -> {
            timePasses.run();
            Errand.did("a rest");
            Errand.lives();
        };
    }

    /** An errand ended in a way that nobody has foreseen. */
    static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1;

        Trouble(Throwable cause) {
            super(cause);
        }
    }

    List<Errand> all() {
        return List.copyOf(inHand);
    }

    boolean areEmpty() {
        return inHand.isEmpty();
    }

    long count(String name) {
        return inHand.stream().filter(errand -> errand.name.equals(name)).count();
    }

    boolean isSlow(Errand errand) {
        return slow.contains(errand);
    }

    /** @throws Trouble when it ended otherwise than by a death or a lost answer */
    Errand begin(String name, Errand.Task task) {
        var errand = new Errand(name, lot, task);
        inHand.add(errand);
        go(errand, Next.GOES_ON);
        return errand;
    }

    /** @throws Trouble when it ended otherwise than by a death or a lost answer */
    void go(Errand errand, Next next) {
        errand.go(next);
        if (errand.isOver()) {
            inHand.remove(errand);
            Throwable broken = errand.broken();
            if (broken != null && !(broken instanceof Errand.LostAnswer)) {
                throw new Trouble(broken);
            }
        }
    }

    void killAll() {
        all().forEach(errand -> go(errand, Next.DIES));
    }

    /** @param isSlow whether it will stand still for so long that it comes too late */
    void deliver(String name, Entry entry, boolean isSlow) {
        Group group = Group.ofAgent(keys, name);
        AgentSettings settings = patient(AgentSettings.of(name, pipeline));
        var slots = new Slots(9, 9);
        var station = new Station(standingStill(Objects.requireNonNull(agents.get(name))), group,
                new Versions(group, pipeline.hash(), settings), slots, OpenGate.forEver(redis, name, slots));
        var tools = new DeliveryRun.Tools(new PatientRedis(redis, waiter),
                new Advance(redis, new Instance("history-1", "history-1~0"), History.KEEP), new Backoff(new Random(0)),
                waiter, InstantSource.system(), Liveness.STEADY, NO_TIMEOUT, TELEMETRY);
        Errand errand = begin(name, () -> new DeliveryRun(station, tools, entry)
                .from(OrderState.look(redis, keys, name, settings.after(), List.of(entry)).getFirst()));
        if (isSlow) {
            slow.add(errand);
        }
    }

    /** A history has no time, so nothing takes too long. */
    private static AgentSettings patient(AgentSettings settings) {
        return new AgentSettings(settings.agent(), settings.after(), NO_TIMEOUT, settings.retry(),
                settings.concurrency(), settings.isStep(), settings.isBeforePivot());
    }

    /** The real agent, which stands still before it begins and before it says what came of it. */
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
                Outcome outcome = name().equals("tracking_agent") && lot.refuses(Lot.What.TRACKING)
                        ? Outcome.refused(Reason.INVALID, "no_carrier")
                        : real.handle(delivery);
                Errand.did(outcome instanceof Outcome.Done ? "it is done" : outcome.toString());
                Errand.begins();
                return outcome;
            }
        };
    }

    void readEvents(List<StreamMessage<String, String>> events, EventSink ledger) {
        Group group = Group.ofEvents(keys);
        begin("ledger", () -> new EventReader(group, new GroupReader(redis, group, "history", TELEMETRY), ledger,
                new Keeping(redis, group, waiter), new Parking(redis, TELEMETRY)).take(events));
    }
}
