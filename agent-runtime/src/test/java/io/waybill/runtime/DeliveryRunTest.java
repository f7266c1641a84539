package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.waybill.contracts.Reason;
import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One entry's way, on this thread and without waiting; Redis is real. */
class DeliveryRunTest extends OnRedis {

    private final Slots slots = new Slots(1, 10);
    private final List<Integer> freeWhileResting = new ArrayList<>();
    private final OrderInRedis order = new OrderInRedis(redis, STANDARD);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Exported exported = new Exported(Sampler.alwaysOn());
    private Instant hostClock = Instant.EPOCH;
    private Instant steady = Instant.EPOCH;

    private DeliveryRun run(FakeAgent agent, Waiter waiter) {
        return run(order, agent, waiter, OpenGate.forEver(redis, agent.name(), slots));
    }

    private DeliveryRun run(OrderInRedis order, FakeAgent agent, Waiter waiter, Gate gate) {
        var tools = new DeliveryRun.Tools(new PatientRedis(redis, waiter),
                new Advance(redis, new Instance("test-1", "test-1~0"), OrderInRedis.KEEP), new Backoff(new Random(1)),
                waiter, this::setForward, () -> steady, Duration.ofHours(1), new Telemetry(meters, exported.traces));
        Group group = order.group(agent.name());
        var versions = new Versions(group, STANDARD.hash(), AgentSettings.of(agent.name(), STANDARD));
        return new DeliveryRun(new Station(agent, group, versions, slots, gate), tools, order.entry(agent.name()));
    }

    /** The host's clock is set forward by a day between any two looks at it: that lets no deadline pass. */
    private Instant setForward() {
        hostClock = hostClock.plus(Duration.ofDays(1));
        return hostClock;
    }

    private int freeSlots() throws InterruptedException {
        return slots.awaitSlot(Duration.ZERO);
    }

    private void noteAndGoOn(Duration pause) throws InterruptedException {
        freeWhileResting.add(freeSlots());
    }

    @BeforeEach
    void accept() {
        order.accepted();
    }

    @Test
    void whatTheAgentSaysIsRecordedAndTheEntryAcknowledged() throws InterruptedException {
        run(new FakeAgent("validator", _ -> Outcome.done()), this::noteAndGoOn).from(null);

        assertThat(order.field("did:validator")).isEqualTo("done");
        assertThat(order.pendingTo("validator")).isZero();
        assertThat(freeSlots()).isEqualTo(1);
    }

    @Test
    void theTraceShowsTheWaitEachTryAndWhatCameOfThem() throws InterruptedException {
        var calls = new AtomicInteger();
        run(new FakeAgent("validator", _ -> {
            if (calls.incrementAndGet() <= 2) {
                throw new IllegalStateException("down");
            }
            return Outcome.done();
        }), _ -> {}).from(null);

        assertThat(exported.names()).containsExactly("wait validator", "process validator", "try validator",
                "try validator", "wait validator", "process validator", "try validator"); // two quick ones and a rest
        assertThat(exported.spans()).extracting(span -> span.getAttributes().get(Conventions.TRY))
                .filteredOn(Objects::nonNull).containsExactly(1L, 2L, 3L);
        assertThat(exported.spans()).extracting(span -> span.getAttributes().get(Conventions.OUTCOME))
                .filteredOn(Objects::nonNull).containsExactly("waits", "done");
        assertThat(exported.spans()).extracting(span -> span.getAttributes().get(Conventions.ORDER))
                .filteredOn(Objects::nonNull).hasSize(4).containsOnly(order.order.id().toString());
    }

    @Test
    void anEntryWithoutAnOrderIsDroppedAndTheAgentHearsNothingOfIt() throws InterruptedException {
        var agent = new FakeAgent("validator", _ -> Outcome.done());
        DeliveryRun run = run(agent, this::noteAndGoOn);
        order.loseState();

        run.from(null);

        assertThat(agent.deliveries).isEmpty();
        assertThat(order.sentTo()).isEmpty();
        assertThat(order.pendingTo("validator")).isZero();
    }

    @Test
    void anOutageIsWaitedOutWithoutASlotAndTheOrderIsLookedAtAnew() throws InterruptedException {
        var calls = new AtomicInteger();
        var agent = new FakeAgent("validator", _ -> {
            if (calls.incrementAndGet() <= 2) {
                throw new IllegalStateException("down");
            }
            throw new AssertionError("the order has been undone meanwhile");
        });
        run(agent, pause -> {
            noteAndGoOn(pause);
            if (calls.get() == 2) {
                Redis.await(redis.commands().hset(order.keys.order(order.order.id()), "status",
                        "compensating"));
            }
        }).from(null);

        assertThat(calls).hasValue(2);
        assertThat(freeWhileResting).containsExactly(0, 1); // the quick try holds the slot, the rest doesn't
        assertThat(order.sentTo()).doesNotContain("validator");
    }

    @Test
    void theWordToStopEndsARestAndTheEntryIsStillPending() {
        DeliveryRun run = run(new FakeAgent("validator", _ -> {
            throw new RetryLaterException("429", Duration.ofSeconds(7));
        }), _ -> {
            throw new InterruptedException("the instance stops");
        });

        assertThatThrownBy(() -> run.from(null)).isInstanceOf(InterruptedException.class);

        assertThat(order.pendingTo("validator")).isEqualTo(1);
    }

    @Test
    void whoStillWaitsForASlotWhenTheInstanceStopsHasNotBegun() {
        var agent = new FakeAgent("validator", _ -> Outcome.done());
        DeliveryRun run = run(agent, this::noteAndGoOn);
        slots.close();

        assertThatThrownBy(() -> run.from(null)).isInstanceOf(InterruptedException.class);

        assertThat(agent.deliveries).isEmpty();
        assertThat(order.pendingTo("validator")).isEqualTo(1);
    }

    @Test
    void aStateThatMakesNoSenseIsSaidAndNotTriedForEver() throws InterruptedException {
        DeliveryRun run = run(new FakeAgent("validator", _ -> Outcome.done()), this::noteAndGoOn);
        order.loseState();
        Redis.await(redis.commands().set(order.keys.order(order.order.id()), "no hash"));

        assertThatThrownBy(() -> run.from(null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WRONGTYPE");

        assertThat(freeSlots()).isEqualTo(1);
    }

    @Test
    void aFullRedisTakesTheOutcome() throws InterruptedException {
        DeliveryRun run = run(new FakeAgent("validator", _ -> Outcome.refused(Reason.INVALID, "no lines")),
                this::noteAndGoOn);
        fill();
        try {
            run.from(null);
        } finally {
            makeRoom();
        }

        assertThat(order.sentTo()).containsExactly("rollback");
    }

    private Gate pausedGate() {
        Gate gate = OpenGate.forEver(redis, "validator", slots);
        gate.saw(gate.era(), new Flag(true, Breaker.CLOSED, null, false, null));
        return gate;
    }

    @Test
    void atAShutGateItWaitsWithoutASlotAndWithoutAnAttemptAndSaysSo() throws InterruptedException {
        var agent = new FakeAgent("validator", _ -> Outcome.done());
        Gate gate = pausedGate();
        DeliveryRun run = run(order, agent, this::noteAndGoOn, gate);
        Thread waits = Thread.ofVirtual().start(() -> from(run));
        await().until(() -> order.field("waits:validator") != null);

        assertThat(new WaitingSteps(redis).waiting(0, order.order.id()))
                .isEqualTo(Map.of("validator", new Waiting("paused", null, null, 0)));
        await().until(() -> freeSlots() == 1);
        assertThat(agent.deliveries).isEmpty();

        gate.saw(gate.era(), Flag.NONE);
        waits.join();
        assertThat(order.field("did:validator")).isEqualTo("done");
        assertThat(agent.deliveries).hasSize(1);
        assertThat(order.field("waits:validator")).isNull();
    }

    private static void from(DeliveryRun run) {
        try {
            run.from(null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDeadlineThatPassesAtAShutGateEndsTheDelivery() throws InterruptedException {
        var late = new OrderInRedis(redis, STANDARD);
        order.done("validator");
        late.accept(1, Life.Start.FIRST, Instant.now().plusMillis(500));
        var agent = new FakeAgent("validator", _ -> Outcome.done());

        run(late, agent, this::noteAndGoOn, pausedGate()).from(null);

        assertThat(late.events()).contains("1 step validator failed deadline");
        assertThat(agent.deliveries).isEmpty();
    }

    @Test
    void whateverTheOtherSideAsksForIsNotWaitedForLongerThanTheDeadline() throws InterruptedException {
        var pressed = new OrderInRedis(redis, STANDARD);
        order.done("validator");
        pressed.accept(1, Life.Start.FIRST, Instant.now().plusSeconds(5));
        var slept = new ArrayList<Duration>();

        assertThatThrownBy(() -> run(pressed, new FakeAgent("validator", _ -> {
            throw new RetryLaterException("429", Duration.ofMinutes(7));
        }), pause -> {
            slept.add(pause);
            throw new InterruptedException("that's enough");
        }, OpenGate.forEver(redis, "validator", slots)).from(null)).isInstanceOf(InterruptedException.class);

        assertThat(slept).hasSize(1).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0);
    }

    @Test
    void whatItWaitsForIsSaidWithTheWordsOfTheTroubleAndTheAttempts() {
        assertThatThrownBy(() -> run(new FakeAgent("validator", _ -> {
            throw new RetryLaterException("the provider answered 429", Duration.ofSeconds(7));
        }), _ -> {
            throw new InterruptedException("that's enough");
        }).from(null)).isInstanceOf(InterruptedException.class);

        assertThat(new WaitingSteps(redis).waiting(0, order.order.id()).get("validator")).satisfies(waiting -> {
            assertThat(waiting.cause()).isEqualTo("outage");
            assertThat(waiting.detail()).isEqualTo("the provider answered 429");
            assertThat(waiting.attempts()).isEqualTo(1);
            assertThat(waiting.until()).isAfter(Instant.now().minusSeconds(60));
        });
    }

    private double seconds(String timer) {
        return meters.get(timer).tag("agent", "validator").timers().stream()
                .mapToDouble(each -> each.totalTime(TimeUnit.SECONDS)).sum();
    }

    @Test
    void aStepLastsFromItsFirstTryToItsEndAndWhatItWaitedForBeforeIsNoPartOfIt() throws InterruptedException {
        var calls = new AtomicInteger();
        var agent = new FakeAgent("validator", _ -> {
            steady = steady.plusSeconds(2);
            if (calls.incrementAndGet() == 1) {
                throw new RetryLaterException("429", Duration.ofSeconds(7));
            }
            return Outcome.done();
        });
        DeliveryRun run = run(agent, pause -> steady = steady.plus(pause));
        steady = steady.plusSeconds(100); // it waits for a slot

        run.from(null);

        assertThat(seconds("waybill.step")).isBetween(4.0 + 7, 4.0 + 8);
        assertThat(meters.get("waybill.step").tag("outcome", "done").timer().count()).isEqualTo(1);
        assertThat(meters.get("waybill.step.wait").timer().count()).isEqualTo(1);
    }

    @Test
    void anEntryWaitsFromItsAdditionOnByTheClockOfRedis() throws InterruptedException {
        OrderState added = OrderState
                .look(redis, order.keys, "validator", List.of(), List.of(order.entry("validator"))).getFirst();
        DeliveryRun run = run(new FakeAgent("validator", _ -> Outcome.done()), this::noteAndGoOn);

        run.from(new OrderState(added.fields(), added.now().plusSeconds(100)));

        assertThat(seconds("waybill.step.wait")).isBetween(100.0, 160.0);
        assertThat(seconds("waybill.step")).isZero();
    }

    @Test
    void whatWasRecordedBeforeIsNoOutcomeOfThisDelivery() throws InterruptedException {
        DeliveryRun run = run(new FakeAgent("validator", _ -> {
            order.done("validator");
            return Outcome.done();
        }), this::noteAndGoOn);

        run.from(null);

        assertThat(meters.get("waybill.step").tag("outcome", "ignored").timer().count()).isEqualTo(1);
        assertThat(meters.get("waybill.step").tag("outcome", "done").timer().count()).isZero();
    }
}
