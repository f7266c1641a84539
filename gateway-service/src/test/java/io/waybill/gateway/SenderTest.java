package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.contracts.PipelineFile;
import io.waybill.contracts.Plan;
import io.waybill.runtime.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {

    private final RecordingStreams streams = new RecordingStreams();
    private final Sender sender = new Sender(streams);
    private final CountDownLatch hang = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        hang.countDown();
        sender.close();
    }

    private void hang() {
        streams.onAccept(_ -> {
            calls.incrementAndGet();
            awaitEnd();
        });
    }

    private void awaitEnd() {
        try {
            hang.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Life life() {
        return new Life(UUID.randomUUID(), 0, 1, Plan.of(PipelineFile.standard()), "{}", Instant.EPOCH, "trace",
                Life.Start.FIRST);
    }

    private Duration send() throws InterruptedException {
        long start = System.nanoTime();
        sender.send(life());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void whenItReturnsRedisHasTheOrder() throws Exception {
        Life life = life();
        sender.send(life);

        assertThat(streams.all()).containsExactly(life);
    }

    @Test
    void whoseRedisHangsWaitsShortlyAndThoseAfterwardsDoNotWaitAtAll() throws Exception {
        hang();
        for (int i = 0; i < 4; i++) {
            assertThat(send()).isBetween(QuickRedis.PATIENCE, QuickRedis.PATIENCE.plusMillis(250));
        }
        assertThat(send()).isLessThan(QuickRedis.PATIENCE);
        assertThat(calls).hasValue(4);
    }

    @Test
    void aRedisThatHangsKeepsABoundedNumberOfCalls() throws Exception {
        hang();
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            requests.invokeAll(Collections.nCopies(QuickRedis.MOST_UNDER_WAY + 500, this::send));
        }
        assertThat(calls.get()).isLessThanOrEqualTo(QuickRedis.MOST_UNDER_WAY);
    }

    @Test
    void aRedisThatIsBackIsAskedAgainUnaided() throws Exception {
        streams.breakDown();
        for (int i = 0; i < 10; i++) {
            sender.send(life());
        }
        streams.mend();

        Life life = life();
        await().until(() -> {
            sender.send(life);
            return streams.all().contains(life);
        });
    }
}
