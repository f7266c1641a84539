package io.waybill.runtime;

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
import org.springframework.context.SmartLifecycle;

/**
 * Keeps all agents of this service going, on all partitions. Stopping: nothing new is read, what waits is left to peers,
 * what runs may end, and then the instance says that it's gone.
 */
final class AgentRuntime implements SmartLifecycle {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration LAST_TURN = Duration.ofSeconds(2);
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
    private final List<Liveness> lives = new ArrayList<>();
    private Stop stop = new Stop();
    private Stop death = new Stop();

    /** What this service brings along. */
    record Hosted(List<Agent> agents, @Nullable EventSink sink) {}

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
        var slots = new HashMap<String, Slots>();
        hosted.agents().forEach(agent -> slots.put(agent.name(),
                new Slots(AgentSettings.of(agent.name(), pipeline).concurrency(), settings.mostInHand())));
        for (int partition = 0; partition < settings.partitions(); partition++) {
            start(new Keys(partition), slots);
        }
        LOG.info("{} reads {}", instance.name(), members.stream().map(member -> member.group().stream()).toList());
    }

    private void start(Keys keys, Map<String, Slots> slots) {
        var tools = new DeliveryRun.Tools(redis, new Advance(redis, instance, settings.keep()),
                new Backoff(RandomGenerator.of("L64X128MixRandom")), stop, clock, settings.patience(), telemetry);
        var here = new ArrayList<Member>();
        for (Agent agent : hosted.agents()) {
            Group group = Group.ofAgent(keys, agent.name());
            AgentSettings each = AgentSettings.of(agent.name(), pipeline);
            var station = new Station(agent, group, each, Objects.requireNonNull(slots.get(agent.name())));
            here.add(new AgentWorker(station, tools, reader(group)));
        }
        if (hosted.sink() != null) {
            Group group = Group.ofEvents(keys);
            here.add(new EventReader(redis, group, reader(group), hosted.sink(), stop));
        }
        var liveness = new Liveness(redis, keys, instance, clock);
        var takeOver = new TakeOver(redis, liveness, instance, here, telemetry);
        signs.add(Loop.start("liveness " + keys.prefix(), death, () -> {
            liveness.renew();
            death.sleep(Liveness.RENEWAL);
        }));
        loops.add(Loop.start("take-over " + keys.prefix(), stop, () -> {
            stop.sleep(TakeOver.EVERY);
            takeOver.turn();
        }));
        here.forEach(member -> loops.add(Loop.start(member.group().stream(), stop, member::turn)));
        members.addAll(here);
        lives.add(liveness);
    }

    private GroupReader reader(Group group) {
        return new GroupReader(redis, group, instance.consumer());
    }

    @Override
    public void stop() {
        stop.ask();
        try {
            join(loops);
            long end = System.nanoTime() + LONGEST_STOP.toNanos();
            for (Member member : members) {
                member.stop(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
            death.ask(); // only now: whoever gives no sign of life is robbed of what it still does
            join(signs);
            lives.forEach(Liveness::leave);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("{} leaves without a word, peers will notice: {}", instance.name(), e.toString());
        }
        loops.clear();
        signs.clear();
        members.clear();
        lives.clear();
    }

    private static void join(List<Loop> loops) throws InterruptedException {
        for (Loop loop : loops) {
            loop.join(LAST_TURN);
        }
    }

    @Override
    public boolean isRunning() {
        return !members.isEmpty();
    }
}
