package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Wish WISH = new Wish(1, "{}");

    /**
     * A target that stands still for a second, hit by 100 orders a second, keeps the hundred waiting for half a second on the
     * average. A generator that waits with it would have seen one slow order.
     */
    @Test
    void whoComesDuringAStandstillIsSeenToWaitForItsEnd() throws InterruptedException {
        var stalled = new CountDownLatch(1);
        var placed = new AtomicInteger();
        Target target = (_, accepted) -> {
            accepted.run();
            if (placed.incrementAndGet() == 100) {
                stalled.countDown();
            }
            stalled.await();
            return Ending.COMPLETED;
        };

        Seen seen = run(target).open("stalled", LoadShape.constant(100, Duration.ofSeconds(1))).seen();

        assertThat(seen.completed()).isEqualTo(100);
        assertThat(seen.endToEnd().getMaxValue()).isGreaterThan(980_000);
        assertThat(seen.endToEnd().getValueAtPercentile(50)).isBetween(480_000L, 3_000_000L);
        assertThat(seen.endToEnd().getCountBetweenValues(0, 100_000)).isLessThan(20);
    }

    @Test
    void anOrderWaitsFromItsIntendedStart() throws InterruptedException {
        var run = new Run((_, _) -> Ending.COMPLETED, slowOnce(Duration.ofMillis(300)), () -> Usage.NOTHING);

        RunResult result = run.open("late", LoadShape.constant(100, Duration.ofSeconds(1)));

        assertThat(result.seen().endToEnd().getMaxValue()).isGreaterThan(280_000);
        assertThat(result.lag().late()).isGreaterThan(20);
        assertThat(result.lag().isValid()).isFalse();
        assertThat(result.lag().toString()).endsWith("INVALID");
    }

    @Test
    void whatIsWrongIsCountedByItsKind() throws InterruptedException {
        var placed = new AtomicInteger();
        Target target = (_, _) -> switch (placed.incrementAndGet() % 4) {
            case 0 -> Ending.NO_ANSWER;
            case 1 -> Ending.refused(503);
            case 2 -> Ending.of("rejected", "out_of_stock");
            default -> Ending.of("completed", "");
        };

        Seen seen = run(target).open("errors", LoadShape.constant(400, Duration.ofMillis(100))).seen();

        assertThat(seen.ends()).containsOnlyKeys("completed", "answer 503", "no answer", "rejected: out_of_stock")
                .containsEntry("completed", 10L);
        assertThat(seen.errorRate()).isEqualTo(0.75);
    }

    @Test
    void aClosedLoopHasSoManyInFlightAndNoMore() throws InterruptedException {
        Set<Thread> inFlight = ConcurrentHashMap.newKeySet();
        var most = new AtomicInteger();
        Target target = (_, _) -> {
            inFlight.add(Thread.currentThread());
            most.accumulateAndGet(inFlight.size(), Math::max);
            Thread.sleep(2);
            inFlight.remove(Thread.currentThread());
            return Ending.COMPLETED;
        };

        RunResult result = run(target).closed("closed", 8, Duration.ofMillis(500));

        assertThat(most).hasValue(8);
        assertThat(result.seen().completed()).isPositive();
        assertThat(result.perSecond()).isEqualTo(2.0 * result.seen().completed());
    }

    private static Run run(Target target) {
        return new Run(target, () -> WISH, () -> Usage.NOTHING);
    }

    private static Supplier<Wish> slowOnce(Duration time) {
        var made = new AtomicInteger();
        return () -> {
            if (made.incrementAndGet() == 50) {
                try {
                    Thread.sleep(time);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return WISH;
        };
    }
}
