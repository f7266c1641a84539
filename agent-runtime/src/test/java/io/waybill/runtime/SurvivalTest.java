package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances that stop, die, stand still or lose their Redis, on a real one. */
class SurvivalTest extends OnRedis {

    private static final Duration TAKEN_OVER = Duration.ofSeconds(5);

    private final List<AgentRuntime> instances = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private AgentRuntime instance(Redis at, String name, Duration drain, Agent... agents) {
        var settings = new RuntimeSettings(name, null, 1, Duration.ofHours(24), Duration.ofHours(1), drain, 5000);
        var instance = new AgentRuntime(at, Instance.named(name, new Random()), PATIENT, settings,
                new AgentRuntime.Hosted(List.of(agents), null, null), new Telemetry(meters));
        instance.start();
        instances.add(instance);
        return instance;
    }

    private AgentRuntime instance(String name, Agent... agents) {
        return instance(redis, name, Duration.ofSeconds(20), agents);
    }

    private static FakeAgent quick() {
        return new FakeAgent("validator", _ -> Outcome.done());
    }

    private static FakeAgent outage() {
        return new FakeAgent("validator", _ -> {
            throw new RetryLaterException("down", Duration.ofMinutes(10));
        });
    }

    private static List<OrderInRedis> orders(int count) {
        return IntStream.range(0, count).mapToObj(_ -> new OrderInRedis(redis, PATIENT).accepted()).toList();
    }

    private static void awaitValidated(List<OrderInRedis> orders, Duration longest) {
        await().atMost(longest).untilAsserted(() -> assertThat(orders)
                .allSatisfy(order -> assertThat(order.field("did:validator")).isEqualTo("done")));
    }

    private static long millis(Runnable what) {
        long begun = System.nanoTime();
        what.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @AfterEach
    void stopAll() {
        makeRoom();
        instances.forEach(AgentRuntime::stop);
    }

    @Test
    void whatRestsIsHandedOverAtOnceByAnInstanceThatStops() {
        FakeAgent resting = outage();
        AgentRuntime stopping = instance("stopping", resting);
        List<OrderInRedis> orders = orders(200);
        await().until(() -> resting.deliveries.size() == 200);
        FakeAgent peer = quick();
        instance("peer", peer);

        assertThat(millis(stopping::stop)).isLessThan(2_000);

        awaitValidated(orders, Duration.ofSeconds(2));
        assertThat(peer.deliveries).hasSize(200);
        // the last read of the one that stops may bring it a few of them again
        assertThat(meters.counter("waybill.entries.handed.over", "agent", "validator").count())
                .isGreaterThanOrEqualTo(200);
    }

    @Test
    void whatHasBegunMayEndAndWhatDoesNotInTimeIsHandedOverToo() throws InterruptedException {
        var never = new CountDownLatch(1);
        var begun = new FakeAgent("payment_authorize", _ -> { // its timeout is 10 s
            never.await();
            return Outcome.done();
        });
        AgentRuntime stopping = instance(redis, "stopping", Duration.ofSeconds(1), quick(), begun);
        OrderInRedis order = orders(1).getFirst();
        await().until(() -> begun.deliveries.size() == 1);
        var peer = new FakeAgent("payment_authorize", _ -> Outcome.done());
        instance("peer", peer);

        assertThat(millis(stopping::stop)).isBetween(1_000L, 4_000L);

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(order.field("did:payment_authorize")).isEqualTo("done"));
        assertThat(peer.deliveries).hasSize(1);
    }

    @Test
    void anInstanceThatHasLeftIsNoConsumerAnyMore() {
        AgentRuntime stopping = instance("stopping", quick());
        awaitValidated(orders(5), Duration.ofSeconds(10));

        stopping.stop();

        assertThat(Redis.await(redis.commands().xinfoConsumers("wb:{0}:stream:validator", "validator"))).isEmpty();
        assertThat(Redis.await(redis.commands().keys("wb:{0}:alive:*"))).isEmpty();
    }

    @Test
    void aGroupThatIsGoneKeepsNoInstanceFromLeavingTheOthers() {
        AgentRuntime stopping = instance("stopping", quick(), new FakeAgent("fraud_agent", _ -> Outcome.done()));
        await().until(() -> Redis.await(redis.commands().exists("wb:{0}:stream:fraud_agent")) == 1);
        awaitValidated(orders(1), Duration.ofSeconds(10));
        Redis.await(redis.commands().del("wb:{0}:stream:validator"));
        Redis.await(redis.commands().set("wb:{0}:stream:validator", "so that nobody makes the group again"));

        stopping.stop();

        assertThat(Redis.await(redis.commands().xinfoConsumers("wb:{0}:stream:fraud_agent", "fraud_agent"))).isEmpty();
    }

    @Test
    void theDeadsEntriesComeBeforeAnythingNewAlsoToAPeerThatIsAlwaysBusy() throws InterruptedException {
        var never = new CountDownLatch(1);
        var dyingRedis = new Redis(RedisClient.create(TestServers.redis().url()));
        var dying = new FakeAgent("validator", _ -> {
            never.await();
            return Outcome.done();
        });
        instances.remove(instance(dyingRedis, "dying", Duration.ZERO, dying));
        List<OrderInRedis> left = orders(50);
        await().until(() -> dying.deliveries.size() >= 50);
        var busy = new FakeAgent("validator", _ -> {
            Thread.sleep(200); // 64 at once: behind what comes below the left ones would wait for more than a minute
            return Outcome.done();
        });
        instance("busy", busy);
        orders(20_000);
        await().pollDelay(Liveness.QUIET).until(() -> true); // until then the peer has been there too short a time
        dyingRedis.close();

        awaitValidated(left, TAKEN_OVER);
        assertThat(meters.timer("waybill.takeover.idle", "agent", "validator").count()).isPositive();
        assertThat(Redis.await(redis.commands().xlen("wb:{0}:stream:validator"))).isGreaterThan(1_000);
        Redis.await(redis.commands().flushall());
    }

    @Test
    void anEntryWhoseComingGotLostIsFound() {
        FakeAgent agent = quick();
        AgentRuntime instance = instance("a", agent);
        awaitValidated(orders(1), Duration.ofSeconds(10));
        String consumer = (String) ((List<?>) Redis.await(redis.commands()
                .xinfoConsumers("wb:{0}:stream:validator", "validator")).getFirst()).get(1);
        OrderInRedis lost = new OrderInRedis(redis, PATIENT);
        lost.readUnseenBy(consumer, "validator");

        awaitValidated(List.of(lost), TAKEN_OVER);
        assertThat(instance.isRunning()).isTrue();
    }

    @Test
    void aFullRedisStopsNobodyAndMakesNobodyLookDead() {
        FakeAgent agent = quick();
        instance("a", agent);
        List<OrderInRedis> orders = orders(500);
        fill();

        awaitValidated(orders, Duration.ofSeconds(20));
        await().during(Liveness.TIME_TO_LIVE)
                .until(() -> Redis.await(redis.commands().keys("wb:{0}:alive:*")).size() == 1);
    }

    @Test
    void oneOrderWhoseStateMakesNoSenseIsParkedAndKeepsNobodyBack() {
        List<OrderInRedis> orders = orders(10);
        OrderInRedis broken = orders(1).getFirst();
        broken.loseState();
        Redis.await(redis.commands().set(broken.keys.order(broken.order.id()), "no hash"));

        instance("a", quick());

        awaitValidated(orders, Duration.ofSeconds(10));
        await().until(() -> Redis.await(redis.commands().xlen("wb:{0}:parked")) == 1);
    }

    @Test
    void aRedisThatHangsPilesNothingUpAndIsWorkedWithSoonAfter() throws Exception {
        try (RedisServer server = RedisServer.throwaway()) {
            RedisClient impatient = RedisClient.create(
                    RedisURI.builder(RedisURI.create(server.url())).withTimeout(Duration.ofSeconds(2)).build());
            impatient.setOptions(ClientOptions.builder().timeoutOptions(TimeoutOptions.enabled())
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS).build());
            var hanging = new Redis(impatient);
            var validated = new AtomicInteger();
            var works = new AtomicBoolean();
            instances.remove(instance(hanging, "a", Duration.ofSeconds(1), new FakeAgent("validator", _ -> {
                validated.incrementAndGet();
                return Outcome.done();
            }), new FakeAgent("fraud_agent", _ -> Outcome.done())));
            new OrderInRedis(hanging, PATIENT).accepted();
            await().until(() -> validated.get() == 1);
            long connections = connections(hanging);

            String process = processOf(hanging);
            signal("STOP", process);
            await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ofSeconds(12)).until(() -> true);
            signal("CONT", process);

            var order = new OrderInRedis(hanging, PATIENT);
            await().ignoreExceptions().atMost(TAKEN_OVER).until(() -> {
                works.compareAndSet(false, order.accept(1, Life.Start.FIRST));
                return "done".equals(order.field("did:fraud_agent"));
            });
            await().untilAsserted(() -> assertThat(connections(hanging)).isLessThanOrEqualTo(connections));
            hanging.close();
        }
    }

    private static String processOf(Redis at) {
        return Redis.await(at.commands().info("server")).lines().filter(line -> line.startsWith("process_id:"))
                .findFirst().orElseThrow().substring("process_id:".length()).strip();
    }

    private static long connections(Redis at) {
        String info = Redis.await(at.commands().clientList());
        return info.lines().count();
    }

    private static void signal(String name, String process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor()).isZero();
    }
}
