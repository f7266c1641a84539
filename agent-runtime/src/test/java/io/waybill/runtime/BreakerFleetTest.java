package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.AgentDefinition.CircuitBreaker;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import io.waybill.runtime.GateState.Breaker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two whole instances on a real Redis, and a dependency of their validator that is down. */
class BreakerFleetTest extends OnRedis {

    private static final int CONCURRENCY = 8;
    private static final String KEY = "wb:{0}:gate:validator";

    private final List<AgentRuntime> instances = new ArrayList<>();
    private final Gates gates = new Gates(new Flags(redis));
    private final Backlogs backlogs = new Backlogs(redis, 1);
    private final AtomicBoolean down = new AtomicBoolean(true);
    private final AtomicInteger running = new AtomicInteger();
    private final List<Integer> runningAtOnce = new CopyOnWriteArrayList<>();

    private static Pipeline pipeline(Duration recovery) {
        Pipeline pipeline = PipelineFile.parse("""
                pipeline:
                  concurrency: %d
                  agents:
                    - { name: validator, timeout: 5s, retry: 0 }
                    - { name: payment_agent, after: [validator] }
                """.formatted(CONCURRENCY), "test", Set.of());
        return withBreakers(pipeline, new CircuitBreaker(3, recovery));
    }

    private AgentRuntime instance(String name, Pipeline pipeline, FakeAgent agent) {
        var settings = new RuntimeSettings(name, null, 1, Duration.ofHours(24), Duration.ofHours(1),
                Duration.ofSeconds(20), 5000);
        var instance = new AgentRuntime(redis, Instance.named(name, new Random()), pipeline, settings,
                new AgentRuntime.Hosted(List.of(agent), null, null), new Telemetry(new SimpleMeterRegistry()));
        instance.start();
        instances.add(instance);
        return instance;
    }

    private FakeAgent validator() {
        return new FakeAgent("validator", _ -> {
            runningAtOnce.add(running.incrementAndGet());
            try {
                Thread.sleep(5); // so that some run at once
                if (down.get()) {
                    throw new IOException("the provider answered 503");
                }
                return Outcome.done();
            } finally {
                running.decrementAndGet();
            }
        });
    }

    private static List<OrderInRedis> orders(Pipeline pipeline, int count) {
        return IntStream.range(0, count).mapToObj(_ -> new OrderInRedis(redis, pipeline).accepted()).toList();
    }

    private static void awaitValidated(List<OrderInRedis> orders) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(orders)
                .allSatisfy(order -> assertThat(order.field("did:validator")).isEqualTo("done")));
    }

    private Breaker breaker() {
        return gates.look(List.of("validator")).getFirst().breaker();
    }

    private void timePasses() {
        Redis.await(redis.commands().hset(KEY, "until", "1"));
    }

    /** All of this fleet's looks and reads that were under way are over when an entry stays unread. */
    private OrderInRedis awaitUnread(Pipeline pipeline) {
        return await().until(() -> {
            var order = new OrderInRedis(redis, pipeline).accepted();
            Thread.sleep(GroupReader.BLOCK.multipliedBy(2)); // longer than a read lasts, which is the point
            return isUnread(order) ? order : null;
        }, Objects::nonNull);
    }

    private static boolean isUnread(OrderInRedis order) {
        String entry = Objects.requireNonNull(order.field("sent:validator"));
        return order.sentTo().contains("validator") && Redis.await(redis.commands().xpending(
                order.keys.stream("validator"), "validator", Range.create(entry, entry), Limit.from(1))).isEmpty();
    }

    @AfterEach
    void stopAll() {
        instances.forEach(AgentRuntime::stop);
    }

    @Test
    void whenOneInstanceHasFailedTooOftenNobodyReadsAndNoAttemptIsBurnt() {
        Pipeline pipeline = pipeline(Duration.ofMinutes(10));
        FakeAgent failing = validator();
        instance("a", pipeline, failing);
        List<OrderInRedis> orders = orders(pipeline, 20);
        await().until(() -> breaker() == Breaker.OPEN);
        FakeAgent spared = validator();
        instance("b", pipeline, spared);

        awaitUnread(pipeline);

        assertThat(spared.deliveries).isEmpty();
        assertThat(failing.deliveries).hasSizeLessThanOrEqualTo(2 * CONCURRENCY);
        int tried = failing.deliveries.size();
        awaitUnread(pipeline);
        assertThat(failing.deliveries).hasSize(tried);
        assertThat(orders).allSatisfy(order -> assertThat(order.field("did:validator")).isNull());
    }

    @Test
    void exactlyOneIsTriedWhenTheTimeIsOverThoughBothInstancesHaveSome() {
        Pipeline pipeline = pipeline(Duration.ofMinutes(10));
        FakeAgent validator = validator();
        instance("a", pipeline, validator);
        instance("b", pipeline, validator);
        orders(pipeline, 40);
        await().until(() -> breaker() == Breaker.OPEN);
        awaitUnread(pipeline);
        int before = validator.deliveries.size();

        timePasses();

        await().until(() -> validator.deliveries.size() > before);
        await().until(() -> breaker() == Breaker.OPEN);
        awaitUnread(pipeline);
        assertThat(validator.deliveries).hasSize(before + 1);
    }

    @Test
    void theBacklogIsReleasedGraduallyWhenItsTriedWithSuccess() {
        Pipeline pipeline = pipeline(Duration.ofMinutes(10));
        instance("a", pipeline, validator());
        List<OrderInRedis> orders = orders(pipeline, 100);
        await().until(() -> breaker() == Breaker.OPEN);
        awaitUnread(pipeline);
        down.set(false);
        runningAtOnce.clear();

        timePasses();
        awaitValidated(orders);

        assertThat(breaker()).isEqualTo(Breaker.CLOSED);
        assertThat(IntStream.range(0, runningAtOnce.size()).boxed().toList())
                .allSatisfy(begun -> assertThat(runningAtOnce.get(begun)).isLessThanOrEqualTo(Math.max(1, begun)));
        assertThat(runningAtOnce).allMatch(atOnce -> atOnce <= CONCURRENCY).anyMatch(atOnce -> atOnce > 1);
    }

    @Test
    void waitingOutAnOpenBreakerIsNoAttempt() {
        Pipeline pipeline = pipeline(Duration.ofMillis(500));
        var validator = validator();
        instance("a", pipeline, validator);
        List<OrderInRedis> orders = orders(pipeline, 30);
        await().until(() -> validator.deliveries.size() > CONCURRENCY + 5);

        down.set(false);
        awaitValidated(orders);

        assertThat(orders.stream().filter(order -> validator.deliveries.stream()
                .filter(each -> each.orderId().equals(order.order.id())).count() == 1)).hasSizeGreaterThan(10);
    }

    @Test
    void aPausedAgentBeginsNothingUntilItIsResumed() {
        down.set(false);
        Pipeline pipeline = pipeline(Duration.ofMinutes(10));
        FakeAgent validator = validator();
        instance("a", pipeline, validator);
        instance("b", pipeline, validator);
        awaitValidated(orders(pipeline, 3));
        gates.pause("validator", "ada", null);

        OrderInRedis unread = awaitUnread(pipeline);
        assertThat(unread.field("did:validator")).isNull();
        gates.resume("validator");

        awaitValidated(List.of(unread));
    }

    @Test
    void aFleetWhoseGateIsLostFindsOutAgain() {
        Pipeline pipeline = pipeline(Duration.ofMinutes(10));
        instance("a", pipeline, validator());
        orders(pipeline, 20);
        await().until(() -> breaker() == Breaker.OPEN);
        awaitUnread(pipeline);

        Redis.await(redis.commands().flushall());
        List<OrderInRedis> orders = orders(pipeline, 20);
        await().until(() -> breaker() == Breaker.OPEN);
        down.set(false);
        Redis.await(redis.commands().del(KEY));

        awaitValidated(orders);
    }

    @Test
    void whenTheOneThatWasLetThroughDiesTheNextIs() throws InterruptedException {
        Pipeline pipeline = pipeline(Duration.ofMinutes(10));
        instance("a", pipeline, validator());
        List<OrderInRedis> orders = orders(pipeline, 20);
        await().until(() -> breaker() == Breaker.OPEN);
        down.set(false);
        timePasses();
        new SharedBreaker(redis, "validator", Duration.ofSeconds(1), Duration.ofHours(1)).probe(Duration.ZERO);

        awaitValidated(orders);
    }

    @Test
    void anInstanceThatStopsLetsGoWhatWaitsAtItsGate() throws InterruptedException {
        Pipeline pipeline = pipeline(Duration.ofMinutes(10));
        AgentRuntime stopping = instance("a", pipeline, validator());
        List<OrderInRedis> orders = orders(pipeline, 20);
        await().until(() -> breaker() == Breaker.OPEN);
        long begun = System.nanoTime();

        stopping.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(backlogs.look(List.of("validator")).getFirst().pending()).isZero();
        down.set(false);
        Redis.await(redis.commands().del(KEY));
        instance("b", pipeline, validator());
        awaitValidated(orders);
    }

    @Test
    void anOrderThatCanNeverBeDoneDoesNotStopTheOthers() {
        down.set(false);
        Pipeline pipeline = pipeline(Duration.ofMinutes(10));
        var poison = new OrderInRedis(redis, pipeline);
        var seen = new AtomicInteger();
        instance("a", pipeline, new FakeAgent("validator", delivery -> {
            if (delivery.orderId().equals(poison.order.id())) {
                seen.incrementAndGet();
                throw new IllegalStateException("this one");
            }
            return Outcome.done();
        }));
        poison.accepted();
        await().until(() -> seen.get() > 6);

        assertThat(breaker()).isEqualTo(Breaker.CLOSED);
        awaitValidated(orders(pipeline, 3));
    }

    @Test
    void evenWhereOnlyThatOneIsInHandItIsNotTheOneThatIsLetThroughForEver() {
        Pipeline pipeline = pipeline(Duration.ofMillis(100));
        var poison = new OrderInRedis(redis, pipeline);
        instance("a", pipeline, new FakeAgent("validator", delivery -> {
            if (delivery.orderId().equals(poison.order.id())) {
                throw new IOException("503");
            }
            return Outcome.done();
        }));
        poison.accepted();
        await().until(() -> String.valueOf(poison.field("waits:validator")).contains("outage"));
        new SharedBreaker(redis, "validator", Duration.ofSeconds(2), Duration.ofHours(1)).trip(Duration.ZERO, "503");
        await().until(() -> String.valueOf(poison.field("waits:validator")).contains("breaker"));

        awaitValidated(orders(pipeline, 5));
    }
}
