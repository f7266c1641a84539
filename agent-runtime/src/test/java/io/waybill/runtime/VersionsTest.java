package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that was started with one version of the pipeline runs orders that began with another. */
class VersionsTest extends OnRedis {

    /** What the orders began with: has an agent that the other hasn't, and is other than that in whatever can be. */
    private static final Pipeline OLD = PipelineFile.parse("""
            pipeline:
              concurrency: 7
              agents:
                - { name: validator, timeout: 200ms, retry: 0 }
                - { name: inventory_agent, after: [validator], compensation: inventory_rollback }
                - { name: fraud_agent, after: [validator, inventory_agent], retry: 3 }
                - { name: gift_wrap, after: [validator], retry: 0 }
                - { name: payment_agent, after: [inventory_agent, fraud_agent, gift_wrap] }
            """, "old", Set.of());

    private static final Pipeline NEW = PipelineFile.parse("""
            pipeline:
              agents:
                - { name: validator, timeout: 1m, retry: 5 }
                - { name: inventory_agent, after: [validator], compensation: inventory_rollback }
                - { name: fraud_agent, after: [validator], retry: 0 }
                - { name: payment_agent, after: [inventory_agent, fraud_agent] }
            """, "new", Set.of());

    private final OrderInRedis order = new OrderInRedis(redis, OLD);
    private final PatientRedis patient = new PatientRedis(redis, Thread::sleep);
    private final List<AgentRuntime> instances = new ArrayList<>();

    private void start(Agent... agents) {
        var settings = new RuntimeSettings("b", null, 1, Duration.ofHours(24), Duration.ofHours(1),
                Duration.ofSeconds(20), 5000);
        var started = new AgentRuntime(redis, Instance.named("b", new Random()), NEW, settings,
                new AgentRuntime.Hosted(Stream.of(agents).toList(), null, null),
                new Telemetry(new SimpleMeterRegistry()));
        started.start();
        instances.add(started);
    }

    private static FakeAgent agent(String name) {
        return new FakeAgent(name, _ -> Outcome.done(Map.of("by", name)));
    }

    private static FakeAgent down(String name) {
        return new FakeAgent(name, _ -> {
            throw new IllegalStateException("down");
        });
    }

    @BeforeEach
    void accept() {
        order.accepted();
    }

    @AfterEach
    void stop() {
        instances.forEach(AgentRuntime::stop);
    }

    @Test
    void aTryMayTakeAsLongAsTheOrdersVersionSays() {
        var never = new CountDownLatch(1);
        var hanging = new FakeAgent("validator", _ -> {
            never.await();
            return Outcome.done();
        });

        start(hanging);

        await().until(() -> hanging.deliveries.size() > 1);
    }

    @Test
    void anAgentHandsInWhatThePredecessorsOfTheOrdersVersionHaveLeft() {
        FakeAgent fraud = agent("fraud_agent");
        start(agent("validator"), agent("inventory_agent"), fraud);

        await().until(() -> !fraud.deliveries.isEmpty());

        assertThat(fraud.deliveries.getFirst().results()).containsOnlyKeys("validator", "inventory_agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validator", "fraud_agent", "gift_wrap", "payment_agent", "inventory_rollback", "rollback"})
    void allThatAStepRunsByComesFromTheOrdersVersionAndOnlyTheRoomFromTheInstances(String agent)
            throws InterruptedException {
        AgentSettings its = versions(agent).of(OLD.hash(), patient);

        assertThat(its).isEqualTo(withRoomFor(NEW.concurrency(), AgentSettings.of(agent, OLD)));
    }

    @Test
    void itsOwnVersionIsKnownWithoutRedisAndAnotherOneIsAskedForOnce() throws InterruptedException {
        Versions versions = versions("gift_wrap");
        AgentSettings its = versions.of(OLD.hash(), patient);
        Redis.await(redis.commands().flushall());

        assertThat(versions.of(NEW.hash(), patient)).isEqualTo(AgentSettings.of("gift_wrap", NEW));
        assertThat(versions.of(OLD.hash(), patient)).isSameAs(its);
        assertThatThrownBy(() -> versions.of("nobody-knows", patient)).isInstanceOf(UnknownVersionException.class);
    }

    @Test
    void aPlanThatWasCompiledWithoutTimesRunsByTheUsualOnes() throws InterruptedException {
        Redis.await(redis.commands().hdel(order.keys.plan(OLD.hash()), "run:gift_wrap"));

        AgentSettings its = versions("gift_wrap").of(OLD.hash(), patient);

        assertThat(its.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(its.retry()).isEqualTo(2);
        assertThat(its.isBeforePivot()).isTrue();
    }

    private Versions versions(String agent) {
        return new Versions(order.group(agent), NEW.hash(), AgentSettings.of(agent, NEW));
    }

    private static AgentSettings withRoomFor(int orders, AgentSettings settings) {
        return new AgentSettings(settings.agent(), settings.after(), settings.timeout(), settings.retry(), orders,
                settings.isStep(), settings.isBeforePivot());
    }

    @Test
    void theFinalFailureOfAnAgentThatTheInstanceHasNoEntryForSendsTheOrderToRollback() {
        var late = new OrderInRedis(redis, OLD);
        late.accept(1, Life.Start.FIRST, Instant.now().plusSeconds(2));

        start(agent("validator"), down("gift_wrap"));

        await().until(() -> late.sentTo().contains("rollback"));
        assertThat(late.field("did:gift_wrap")).isEqualTo("refused");
        assertThat(late.field("reason")).isEqualTo("deadline");
    }
}
