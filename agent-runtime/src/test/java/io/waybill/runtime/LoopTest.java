package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopTest {

    private final Stop stop = new Stop();
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void handlersThatKeepEveryCarrierBusyDoNotHoldItUp() throws InterruptedException {
        var busy = new AtomicBoolean(true);
        var handlers = IntStream.range(0, 4 * Runtime.getRuntime().availableProcessors())
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    while (busy.get()) {
                        Thread.onSpinWait();
                    }
                })).toList();
        Loop loop = start();
        try {
            await().untilAsserted(() -> assertThat(turns).hasValueGreaterThan(2));
        } finally {
            busy.set(false);
            stop.ask();
            loop.join(Duration.ofSeconds(10));
            for (Thread handler : handlers) {
                handler.join();
            }
        }
    }

    @Test
    void aTurnThatFailsIsFollowedByTheNext() throws InterruptedException {
        Loop loop = Loop.start("loop", stop, () -> {
            turns.incrementAndGet();
            throw new NoClassDefFoundError("as from a library that isn't whole");
        });
        await().untilAsserted(() -> assertThat(turns).hasValueGreaterThan(2));
        stop.ask();
        loop.join(Duration.ofSeconds(10));
    }

    private Loop start() {
        return Loop.start("loop", stop, () -> {
            turns.incrementAndGet();
            stop.sleep(Duration.ofMillis(10));
        });
    }
}
