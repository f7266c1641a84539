package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.AgentDefinition.CircuitBreaker;
import io.waybill.contracts.Reason;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class TriesTest extends OnRedis {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final InstantSource AT_NOW = InstantSource.fixed(NOW);
    private static final Instant DEADLINE = NOW.plusSeconds(60);

    private final List<Duration> slept = new ArrayList<>();
    private final Delivery delivery = new Delivery(OrderInRedis.anOrder(), 1, "fraud_agent",
            DEADLINE, "", null, Map.of());

    private final Slots slots = new Slots(1, 10);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Tries tries(FakeAgent agent, int retry, boolean beforePivot) {
        return tries(agent, retry, beforePivot, OpenGate.forEver(redis, agent.name(), slots));
    }

    private Tries tries(FakeAgent agent, int retry, boolean beforePivot, Gate gate) {
        var settings = new AgentSettings(agent.name(), List.of(), Duration.ofMillis(200), retry, 1, true, beforePivot);
        Group group = Group.ofAgent(new Keys(0), agent.name());
        var station = new Station(agent, group, new Versions(group, "", settings), slots, gate);
        return new Tries(station, settings, new Backoff(new Random(1)), slept::add, new Telemetry(meters));
    }

    @Test
    void whatTheAgentSaysIsTaken() throws InterruptedException {
        var agent = new FakeAgent("fraud_agent", _ -> Outcome.refused(Reason.FRAUD, "score_95"));

        assertThat(tries(agent, 2, true).run(delivery, AT_NOW, DEADLINE))
                .isEqualTo(new Verdict.Said(new Outcome.Refused(Reason.FRAUD, "score_95")));
    }

    @Test
    void troubleIsTriedAgain() throws InterruptedException {
        var calls = new AtomicInteger();
        var agent = new FakeAgent("fraud_agent", _ -> {
            if (calls.incrementAndGet() < 3) {
                throw new SocketTimeoutException("slow");
            }
            return Outcome.done();
        });
        Tries tries = tries(agent, 2, true);

        assertThat(tries.run(delivery, AT_NOW, DEADLINE)).isInstanceOf(Verdict.Said.class);

        assertThat(tries.attempts()).isEqualTo(3);
        assertThat(agent.deliveries).hasSize(3);
        assertThat(slept).hasSize(2).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMillis(200)));
    }

    @Test
    void whenTheQuickTriesAreUsedUpAnOutageIsWaitedOutAndIsNoFailure() throws InterruptedException {
        Tries tries = tries(new FakeAgent("fraud_agent", _ -> {
            throw new SocketTimeoutException("slow");
        }), 1, true);

        assertThat(tries.run(delivery, AT_NOW, DEADLINE)).isInstanceOf(Verdict.Waits.class);
        assertThat(tries.attempts()).isEqualTo(2);
        assertThat(tries.run(delivery, AT_NOW, DEADLINE)).isInstanceOf(Verdict.Waits.class);
        assertThat(tries.attempts()).isEqualTo(3);
    }

    @Test
    void pastTheDeadlineTheStepFailsWithoutBeingTried() throws InterruptedException {
        var agent = new FakeAgent("fraud_agent", _ -> Outcome.done());

        assertThat(tries(agent, 1, true).run(delivery, InstantSource.fixed(DEADLINE), DEADLINE))
                .isEqualTo(new Verdict.Failed(Reason.DEADLINE, ""));
        assertThat(tries(agent, 1, false).run(delivery, InstantSource.fixed(DEADLINE), DEADLINE))
                .isInstanceOfSatisfying(Verdict.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(Reason.DEPENDENCY_FAILED));
        assertThat(agent.deliveries).isEmpty();
    }

    @Test
    void whatCannotGetBetterFailsAtOnce() throws InterruptedException {
        var agent = new FakeAgent("fraud_agent", _ -> {
            throw new PermanentFailureException("the key isn't accepted; set FRAUD_API_KEY");
        });

        assertThat(tries(agent, 2, true).run(delivery, AT_NOW, DEADLINE)).isEqualTo(
                new Verdict.Failed(Reason.DEPENDENCY_FAILED, "the key isn't accepted; set FRAUD_API_KEY"));
        assertThat(agent.deliveries).hasSize(1);
    }

    @Test
    void ourOwnDatabaseBeingAwayBurnsNoAttempt() throws InterruptedException {
        Tries tries = tries(new FakeAgent("inventory_agent", _ -> {
            throw new DataAccessResourceFailureException("connection refused");
        }), 2, true);

        assertThat(tries.run(delivery, AT_NOW, DEADLINE)).isInstanceOf(Verdict.Waits.class);
        assertThat(tries.attempts()).isZero();
    }

    @Test
    void ourOwnDatabaseBeingAwayOpensNoBreakerAndTheDependencysFailureDoes() throws InterruptedException {
        var trouble = new AtomicReference<RuntimeException>(
                new DataAccessResourceFailureException("connection refused"));
        Gate gate = OpenGate.of(redis, "inventory_agent", new CircuitBreaker(1, Duration.ofSeconds(30)), slots);
        Tries tries = tries(new FakeAgent("inventory_agent", _ -> {
            throw trouble.get();
        }), 2, true, gate);

        tries.run(delivery, AT_NOW, DEADLINE);
        assertThat(gate.isOpen()).isTrue();

        trouble.set(new IllegalStateException("no connection is to blame"));
        tries.run(delivery, AT_NOW, DEADLINE);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void theOtherSidesWordOnWhenToComeBackIsKeptWithoutHoldingASlot() throws InterruptedException {
        Tries tries = tries(new FakeAgent("fraud_agent", _ -> {
            throw new RetryLaterException("429", Duration.ofSeconds(7));
        }), 2, true);

        assertThat(tries.run(delivery, AT_NOW, DEADLINE)).isEqualTo(
                new Verdict.Waits(Verdict.Cause.OUTAGE, "429", Duration.ofSeconds(7), false));
    }

    @Test
    void whatHasNotBegunComesBackAndIsNoAttempt() throws InterruptedException {
        Tries tries = tries(new FakeAgent("payment_capture", _ -> {
            throw new NotYetException("the provider's limit of requests", Duration.ofSeconds(1));
        }), 2, true);

        assertThat(tries.run(delivery, AT_NOW, DEADLINE)).isEqualTo(
                new Verdict.Waits(Verdict.Cause.RATE_LIMIT, "the provider's limit of requests", Duration.ofSeconds(1),
                        false));
        assertThat(tries.attempts()).isZero();
    }

    @Test
    void aTryThatTakesTooLongIsInterrupted() throws InterruptedException {
        var interrupted = new AtomicBoolean();
        var agent = new FakeAgent("fraud_agent", _ -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
            return Outcome.done();
        });

        assertThat(tries(agent, 0, true).run(delivery, AT_NOW, DEADLINE)).isInstanceOf(Verdict.Waits.class);
        Awaitility.await().untilTrue(interrupted);
    }

    private double counted(TryEnd result) {
        return meters.get("waybill.tries")
                .tags("agent", "fraud_agent", "result", result.name().toLowerCase(Locale.ROOT))
                .counter().count();
    }

    @Test
    void everyTryIsCountedByWhatCameOfIt() throws InterruptedException {
        var troubles = new ArrayDeque<Exception>(List.of(new SocketTimeoutException("slow"),
                new NotYetException("our own limit", Duration.ofSeconds(1)),
                new DataAccessResourceFailureException("our own database"), new PermanentFailureException("never")));
        var agent = new FakeAgent("fraud_agent", _ -> {
            if (troubles.isEmpty()) {
                return Outcome.refused(Reason.FRAUD, "score_95");
            }
            throw troubles.remove();
        });
        Tries tries = tries(agent, 2, true);

        for (int i = 0; i < 4; i++) {
            tries.run(delivery, AT_NOW, DEADLINE);
        }

        assertThat(counted(TryEnd.OUTAGE)).isEqualTo(1);
        assertThat(counted(TryEnd.NOT_BEGUN)).isEqualTo(2);
        assertThat(counted(TryEnd.FAILED)).isEqualTo(1);
        assertThat(counted(TryEnd.REFUSED)).isEqualTo(1);
        assertThat(counted(TryEnd.DONE)).isZero();
    }
}
