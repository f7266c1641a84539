package io.waybill.runtime;

import io.lettuce.core.RedisCommandTimeoutException;
import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.AgentDefinition.CircuitBreaker;
import io.waybill.contracts.Pipeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps all agents of this service going, on all partitions. Stopping: nothing new is read, what hasn't begun is handed over
 * at once, what has may end, and then the instance says that it's gone.
 */
final class AgentRuntime implements SmartLifecycle {

    private static final Duration LAST_TURN = Duration.ofSeconds(1);
    private static final Duration NOT_SIGNED = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(AgentRuntime.class);

    private final Redis redis;
    private final Instance instance;
    private final Pipeline pipeline;
    private final RuntimeSettings settings;
    private final Hosted hosted;
    private final Telemetry telemetry;
    private final InstantSource clock = InstantSource.system();
    private final List<Loop> loops = new ArrayList<>();
    private final List<Loop> signs = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final List<GroupReader> readers = new ArrayList<>();
    private final List<Liveness> lives = new ArrayList<>();
    private final Map<String, Slots> slots = new HashMap<>();
    private final Map<String, Gate> gates = new HashMap<>();
    private Stop stop = new Stop();
    private Stop death = new Stop();

    /** What this service brings along. */
    record Hosted(List<Agent> agents, @Nullable EventSink sink, @Nullable ParkedSink parkedSink) {}

    AgentRuntime(Redis redis, Instance instance, Pipeline pipeline, RuntimeSettings settings, Hosted hosted,
            Telemetry telemetry) {
        this.redis = redis;
        this.instance = instance;
        this.pipeline = pipeline;
        this.settings = settings;
        this.hosted = hosted;
        this.telemetry = telemetry;
    }

    @Override
    public void start() {
        stop = new Stop();
        death = new Stop();
        hosted.agents().forEach(agent -> makeRoom(agent.name()));
        watchGates();
        for (int partition = 0; partition < settings.partitions(); partition++) {
            start(new Keys(partition));
        }
        LOG.info("{} reads {}", instance.name(), members.stream().map(member -> member.group().stream()).toList());
    }

    private void makeRoom(String agent) {
        telemetry.of(agent);
        var room = new Slots(AgentSettings.of(agent, pipeline).concurrency(), settings.mostInHand());
        var breaker = pipeline.find(agent).map(AgentDefinition::circuitBreaker).orElse(CircuitBreaker.DEFAULT);
        slots.put(agent, room);
        gates.put(agent, new Gate(new SharedBreaker(redis, agent, breaker.recoveryTime(), pipeline.deadline()),
                new FailureCount(agent, breaker), room, telemetry));
    }

    private void watchGates() {
        if (!gates.isEmpty()) {
            var watch = new GateWatch(new Flags(redis), List.copyOf(gates.values()), telemetry, Liveness.STEADY);
            loops.add(Loop.start("gates", stop, () -> {
                watch.turn();
                stop.sleep(GateWatch.EVERY);
            }));
        }
    }

    private void start(Keys keys) {
        var tools = new DeliveryRun.Tools(new PatientRedis(redis, death),
                new Advance(redis, instance, settings.keep()), new Backoff(RandomGenerator.of("L64X128MixRandom")),
                stop,
                clock, Liveness.STEADY, settings.patience(), telemetry);
        var handOver = new HandOver(redis, instance, telemetry);
        var here = new ArrayList<Member>();
        for (Agent agent : hosted.agents()) {
            Group group = Group.ofAgent(keys, agent.name());
            AgentSettings each = AgentSettings.of(agent.name(), pipeline);
            var versions = new Versions(group, pipeline.hash(), each);
            var station = new Station(agent, group, versions, Objects.requireNonNull(slots.get(agent.name())),
                    Objects.requireNonNull(gates.get(agent.name())));
            here.add(new AgentWorker(station, tools, reader(group), handOver));
        }
        if (hosted.sink() != null) {
            Group group = Group.ofEvents(keys);
            here.add(new EventReader(group, reader(group), hosted.sink(), new Keeping(redis, group, stop),
                    new Parking(redis, telemetry)));
        }
        if (hosted.parkedSink() != null) {
            Group group = Group.ofParked(keys);
            here.add(new ParkedReader(group, reader(redis.bytewise(), group), hosted.parkedSink(),
                    new Keeping(redis, group, stop)));
        }
        var liveness = new Liveness(redis, keys, instance, Liveness.STEADY);
        var takeOver = new TakeOver(redis, liveness, instance, here);
        signs.add(Loop.start("liveness " + keys.prefix(), death, () -> {
            renew(liveness);
            death.sleep(Liveness.RENEWAL);
        }));
        loops.add(Loop.start("take-over " + keys.prefix(), stop, () -> {
            stop.sleep(takeOver.turn());
        }));
        here.forEach(member -> loops.add(Loop.start(member.group().stream(), stop, () -> {
            if (liveness.isSigned()) {
                member.turn();
            } else {
                stop.sleep(NOT_SIGNED); // what it took now would be claimed from it
            }
        })));
        members.addAll(here);
        lives.add(liveness);
    }

    private GroupReader reader(Group group) {
        return reader(redis, group);
    }

    private GroupReader reader(Redis on, Group group) {
        telemetry.ofGroup(group.name());
        var reader = new GroupReader(on, group, instance.consumer(), telemetry);
        readers.add(reader);
        return reader;
    }

    private void renew(Liveness liveness) {
        try {
            liveness.renew();
        } catch (RedisCommandTimeoutException e) {
            redis.reconnect();
            throw e;
        }
    }

    /** Together with the web server's last requests: nobody has the time for one after the other. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }

    @Override
    public void stop(Runnable stopped) {
        Thread.ofVirtual().name("stop " + instance.name()).start(() -> {
            try {
                stop();
            } finally {
                stopped.run();
            }
        });
    }

    @Override
    public void stop() {
        long end = System.nanoTime() + settings.drain().toNanos();
        stop.ask();
        slots.values().forEach(Slots::close);
        gates.values().forEach(Gate::close);
        try {
            join(loops);
            finish(end);
            death.ask(); // only now: whoever gives no sign of life is robbed of what it still does
            join(signs);
            leave();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("{} leaves without a word, peers will notice: {}", instance.name(), e.toString());
        }
        forget();
    }

    private void finish(long end) throws InterruptedException {
        var finishing = new ArrayList<Thread>();
        for (Member member : members) {
            finishing.add(Thread.ofVirtual().name("finish " + member.group().stream()).start(() -> {
                try {
                    member.finish(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                } catch (InterruptedException _) {
                    LOG.debug("{} ends at once", member.group().stream());
                }
            }));
        }
        for (Thread each : finishing) {
            each.join();
        }
    }

    /** The readers' connections go first: a read that Redis still holds for one of them would bring its consumer back. */
    private void leave() {
        readers.forEach(GroupReader::close);
        lives.forEach(Liveness::leave);
        members.forEach(member -> member.group().bury(redis, instance.consumer()));
        LOG.info("{} has left", instance.name());
    }

    private void forget() {
        readers.forEach(GroupReader::close);
        List.of(readers, loops, signs, members, lives).forEach(List::clear);
        slots.clear();
        gates.clear();
    }

    private static void join(List<Loop> loops) throws InterruptedException {
        long end = System.nanoTime() + LAST_TURN.toNanos();
        for (Loop loop : loops) {
            loop.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }

    @Override
    public boolean isRunning() {
        return !members.isEmpty();
    }
}
