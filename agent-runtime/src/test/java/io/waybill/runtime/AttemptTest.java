package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private static final Duration TIMEOUT = Duration.ofMillis(100);

    private final Slots slots = new Slots(2, 10);
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    private Outcome run(Callable<Outcome> call) throws Exception {
        return new Attempt(() -> {
            thread.set(Thread.currentThread());
            return call.call();
        }, slots).run("attempt", TIMEOUT);
    }

    private int free() throws InterruptedException {
        return slots.awaitSlot(Duration.ZERO);
    }

    @Test
    void whatIsSaidAndWhatIsThrownComeBack() throws Exception {
        assertThat(run(Outcome::done)).isEqualTo(Outcome.done());
        assertThatThrownBy(() -> run(() -> {
            throw new IOException("503");
        })).isInstanceOf(IOException.class).hasMessage("503");
        assertThat(free()).isEqualTo(2);
    }

    @Test
    void oneThatIsGivenUpLeavesNoThreadBehind() throws Exception {
        assertThatThrownBy(() -> run(() -> {
            new CountDownLatch(1).await();
            return Outcome.done();
        })).isInstanceOf(TimeoutException.class).hasMessage("no answer within 100 ms");

        assertThat(Objects.requireNonNull(thread.get()).join(Duration.ofSeconds(10))).isTrue();
        await().until(() -> free() == 2);
    }

    @Test
    void oneThatHeedsNoInterruptTakesUpASlotUntilItEnds() throws Exception {
        var end = new CountDownLatch(1);
        assertThatThrownBy(() -> run(() -> {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException _) {
                    // as careless code does
                }
            }
            return Outcome.done();
        })).isInstanceOf(TimeoutException.class);
        assertThat(free()).isEqualTo(1);

        end.countDown();

        await().until(() -> free() == 2);
    }
}
