package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One entry's way, on this thread and without waiting; Redis is real. */
class DeliveryRunTest extends OnRedis {

    private final Slots slots = new Slots(1, 10);
    private final List<Integer> freeWhileResting = new ArrayList<>();
    private final OrderInRedis order = new OrderInRedis(redis, STANDARD);

    private DeliveryRun run(FakeAgent agent, Waiter waiter) {
        var tools = new DeliveryRun.Tools(new PatientRedis(redis, waiter),
                new Advance(redis, new Instance("test-1", "test-1~0"), OrderInRedis.KEEP), new Backoff(new Random(1)),
                waiter, () -> Instant.EPOCH, Duration.ofHours(1), new Telemetry(new SimpleMeterRegistry()));
        Group group = order.group(agent.name());
        var versions = new Versions(group, STANDARD.hash(), AgentSettings.of(agent.name(), STANDARD));
        return new DeliveryRun(new Station(agent, group, versions, slots), tools, order.entry(agent.name()));
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
}
