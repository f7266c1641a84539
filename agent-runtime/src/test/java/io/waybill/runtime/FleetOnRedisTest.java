package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.OrderEvent;
import io.waybill.contracts.Reason;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guarantee itself: whole instances, with their loops, on a real Redis. */
class FleetOnRedisTest extends OnRedis {

    private static final List<String> STEPS = List.of("validator", "inventory_agent", "fraud_agent",
            "payment_authorize",
            "payment_capture", "tracking_agent", "notifier");

    private final List<AgentRuntime> instances = new ArrayList<>();
    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
    private final List<OrderEvent> events = new CopyOnWriteArrayList<>();

    private AgentRuntime instance(String name, List<Agent> agents, @Nullable EventSink sink) {
        return instance(redis, name, agents, sink);
    }

    private AgentRuntime instance(Redis at, String name, List<Agent> agents, @Nullable EventSink sink) {
        var settings = new RuntimeSettings(name, null, 1, Duration.ofHours(24), Duration.ofHours(1),
                Duration.ofSeconds(20), 5000);
        var instance = new AgentRuntime(at, Instance.named(name, new Random()), PATIENT, settings,
                new AgentRuntime.Hosted(agents, sink, null), new Telemetry(new SimpleMeterRegistry()));
        instance.start();
        instances.add(instance);
        return instance;
    }

    private Map<OrderEvent, String> keep(List<OrderEvent> batch) {
        events.addAll(batch);
        return Map.of();
    }

    private List<Agent> agents(String... names) {
        return Stream.of(names).<Agent>map(name -> new FakeAgent(name, delivery -> {
            effects.computeIfAbsent(name + delivery.orderId(), _ -> new AtomicInteger()).incrementAndGet();
            return Outcome.done();
        })).toList();
    }

    private List<OrderInRedis> orders(int count) {
        return IntStream.range(0, count).mapToObj(_ -> new OrderInRedis(redis, PATIENT).accepted()).toList();
    }

    private void awaitSettled(List<OrderInRedis> orders) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(orders)
                .allSatisfy(order -> assertThat(order.field("settled")).isEqualTo("1")));
    }

    @AfterEach
    void stopAll() {
        instances.forEach(AgentRuntime::stop);
    }

    @Test
    void twoInstancesShareTheWorkAndEveryOrderEndsOnce() {
        instance("a", agents(STEPS.toArray(String[]::new)), this::keep);
        instance("b", agents(STEPS.toArray(String[]::new)), this::keep);

        List<OrderInRedis> orders = orders(500);
        awaitSettled(orders);

        await().untilAsserted(() -> assertThat(events).hasSize(500 * 9));
        assertThat(effects).hasSize(500 * 7).allSatisfy((_, times) -> assertThat(times).hasValue(1));
        assertThat(events).filteredOn(event -> event.kind() == OrderEvent.Kind.ENDED).hasSize(500)
                .extracting(OrderEvent::orderId).doesNotHaveDuplicates();
        assertThat(events).extracting(OrderEvent::instance).contains("a", "b");
    }

    @Test
    void anOutageIsWaitedOutAndHoldsNoSlot() {
        var down = new AtomicBoolean(true);
        var fraud = new FakeAgent("fraud_agent", _ -> {
            if (down.get()) {
                throw new IllegalStateException("the provider is down");
            }
            return Outcome.done();
        });
        instance("a", Stream.concat(agents("validator", "inventory_agent", "payment_authorize", "payment_capture",
                "tracking_agent", "notifier").stream(), Stream.of(fraud)).toList(), null);

        List<OrderInRedis> orders = orders(100);
        await().until(() -> fraud.deliveries.size() > 300);
        down.set(false);

        awaitSettled(orders);
        assertThat(orders).allSatisfy(order -> assertThat(order.status()).isEqualTo("completed"));
    }

    @Test
    void whatADeadInstanceHeldIsTakenOver() throws InterruptedException {
        var held = new Semaphore(0);
        var never = new CountDownLatch(1);
        var dyingRedis = new Redis(RedisClient.create(TestServers.redis().url()));
        AgentRuntime dying = instance(dyingRedis, "dying", List.of(new FakeAgent("validator", _ -> {
            held.release();
            never.await();
            return Outcome.done();
        })), null);
        List<OrderInRedis> orders = orders(20);
        held.acquire(20);
        dyingRedis.close(); // what a process loses that is killed: its connections, at once, and its sign of life a little later
        instances.remove(dying);

        instance("heir", agents(STEPS.toArray(String[]::new)), null);

        awaitSettled(orders);
        assertThat(effects).hasSize(20 * 7);
        never.countDown();
    }

    @Test
    void aSlowInstanceThatLivesIsNotRobbed() {
        List<OrderInRedis> orders = Stream.generate(() -> new OrderInRedis(redis, PATIENT)).limit(6).toList();
        OrderInRedis ofTheDead = orders.getLast();
        Redis.await(redis.commands().xgroupCreate(StreamOffset.from(ofTheDead.keys.stream("validator"), "0"),
                "validator", XGroupCreateArgs.Builder.mkstream()));
        orders.forEach(order -> order.readUnseenBy(order == ofTheDead ? "dead~1" : "slow~1", "validator"));
        Redis.await(redis.commands().set(ofTheDead.keys.alive("slow~1"), "run"));

        instance("quick", agents(STEPS.toArray(String[]::new)), null);
        awaitSettled(List.of(ofTheDead)); // so the quick one has looked who is dead

        assertThat(effects.keySet()).allMatch(key -> key.endsWith(ofTheDead.order.id().toString()));
        Redis.await(redis.commands().del(ofTheDead.keys.alive("slow~1")));
        awaitSettled(orders);
    }

    @Test
    void whatTheDeadLeftIsClaimedEvenByOneWhoHasMoreToDoThanSlots() {
        var release = new CountDownLatch(1);
        var busy = new FakeAgent("validator", _ -> {
            release.await();
            return Outcome.done();
        });
        instance("busy", List.of(busy), null);
        int slots = AgentSettings.of("validator", PATIENT).concurrency();
        orders(slots + 1);
        await().until(() -> busy.deliveries.size() == slots);
        new OrderInRedis(redis, PATIENT).readUnseenBy("dead~1", "validator");
        await().until(() -> pendingTo("dead") == 1);

        await().until(() -> pendingTo("dead") == 0);
        release.countDown();
    }

    private static long pendingTo(String instance) {
        return Redis.await(redis.commands().xpending("wb:{0}:stream:validator", "validator", Range.unbounded(),
                Limit.from(1000))).stream().filter(each -> each.getConsumer().startsWith(instance + "~")).count();
    }

    @Test
    void whatNobodyCanMakeSenseOfIsParkedAndBlocksNothing() {
        Redis.await(redis.commands().xadd("wb:{0}:stream:validator", Map.of("bytes", "rubbish")));
        Redis.await(redis.commands().xadd("wb:{0}:stream:validator", Map.of("order", "no-uuid", "life", "1")));
        Redis.await(redis.commands().xadd("wb:{0}:events", Map.of("kind", "surprise")));

        instance("a", agents(STEPS.toArray(String[]::new)), this::keep);
        awaitSettled(orders(3));

        await().until(() -> Redis.await(redis.commands().xlen("wb:{0}:parked")) == 3);
        assertThat(Redis.await(redis.commands().xlen("wb:{0}:stream:validator"))).isZero();
    }

    @Test
    void anEntryWhoseOrderIsGoneGoesWithoutBeingParked() {
        OrderInRedis order = orders(1).getFirst();
        order.loseState();

        instance("a", agents(STEPS.toArray(String[]::new)), null);

        await().until(() -> order.sentTo().isEmpty());
        assertThat(Redis.await(redis.commands().xlen("wb:{0}:parked"))).isZero();
        assertThat(effects).isEmpty();
    }

    @Test
    void anInstanceThatStopsIsNotRobbedOfWhatItStillDoes() throws InterruptedException {
        var release = new CountDownLatch(1);
        var slow = new FakeAgent("payment_authorize", _ -> { // its timeout is 10 s
            release.await();
            return Outcome.done();
        });
        AgentRuntime stopping = instance("stopping", List.of(agents("validator").getFirst(), slow), null);
        OrderInRedis order = orders(1).getFirst();
        await().until(() -> slow.deliveries.size() == 1);
        instance("peer", agents(STEPS.toArray(String[]::new)), null);

        Thread stop = Thread.ofVirtual().start(stopping::stop);
        Thread.sleep(Liveness.TIME_TO_LIVE.multipliedBy(2)); // longer than a sign of life lasts, which is the point
        release.countDown();
        stop.join();

        awaitSettled(List.of(order));
        assertThat(effects.keySet()).noneMatch(key -> key.startsWith("payment_authorize"));
    }

    @Test
    void anOrderThatIsUndoneLosesTheStepsThatHadNotBegun() {
        instance("a", List.of(new FakeAgent("fraud_agent", _ -> Outcome.refused(Reason.FRAUD, "score_95")),
                new FakeAgent("rollback", delivery -> new Outcome.Decided(Decision.ABORT,
                        Objects.requireNonNull(delivery.why()).reason(), null)),
                agents("validator").getFirst(), agents("inventory_rollback").getFirst(),
                agents("payment_rollback").getFirst()), null);
        OrderInRedis order = orders(1).getFirst();
        awaitSettled(List.of(order));

        instance("late", agents("inventory_agent", "payment_authorize"), null);

        await().until(() -> order.sentTo().isEmpty());
        assertThat(effects.keySet()).noneMatch(key -> key.startsWith("inventory_agent"));
    }

    @Test
    void aFlushIsSurvivedByTheLoopsAndAnEventIsKeptUntilTheSinkTakesIt() {
        var refusals = new AtomicInteger(3);
        instance("a", agents(STEPS.toArray(String[]::new)), batch -> {
            if (refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("the ledger is down");
            }
            return keep(batch);
        });
        awaitSettled(orders(5));
        await().untilAsserted(() -> assertThat(events).hasSize(5 * 9));
        Redis.await(redis.commands().flushall());

        awaitSettled(orders(5));

        await().untilAsserted(() -> assertThat(events).hasSize(10 * 9));
    }

    @Test
    void aRestartOfRedisLosesNothingThatWasWritten() throws Exception {
        try (RedisServer server = RedisServer.throwaway("--appendonly", "yes", "--appendfsync", "always")) {
            var connected = new Redis(RedisClient.create(server.url()));
            List<UUID> seen = new CopyOnWriteArrayList<>();
            instance(connected, "a", List.of(new FakeAgent("validator", delivery -> {
                seen.add(delivery.orderId());
                return Outcome.done();
            })), null);
            var before = new OrderInRedis(connected, PATIENT).accepted();
            await().until(() -> seen.contains(before.order.id()));

            server.kill();
            server.restart();

            await().ignoreExceptions().atMost(Duration.ofSeconds(20)).until(() -> {
                new OrderInRedis(connected, PATIENT).accepted();
                return seen.size() > 1;
            });
            assertThat(before.field("did:validator")).isEqualTo("done");
            stopAll();
            instances.clear();
            connected.close();
        }
    }

    @Test
    void anInstanceThatStartsWhileRedisIsAwayWorksWhenItComes() throws Exception {
        try (RedisServer server = RedisServer.throwaway()) {
            server.kill();
            var late = new Redis(RedisClient.create(server.url()));
            List<UUID> seen = new CopyOnWriteArrayList<>();
            instance(late, "a", List.of(new FakeAgent("validator", delivery -> {
                seen.add(delivery.orderId());
                return Outcome.done();
            })), null);

            server.restart();

            await().ignoreExceptions().atMost(Duration.ofSeconds(20)).until(() -> {
                new OrderInRedis(late, PATIENT).accepted();
                return !seen.isEmpty();
            });
            stopAll();
            instances.clear();
            late.close();
        }
    }
}
