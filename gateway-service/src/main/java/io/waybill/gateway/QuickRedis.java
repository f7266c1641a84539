package io.waybill.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Redis for those who rather do without it than wait: a call that takes longer is left alone, and others aren't even made. */
final class QuickRedis implements AutoCloseable {

    /** Redis takes a millisecond; who waits longer waits for nothing, and the whole answer has half a second. */
    static final Duration PATIENCE = Duration.ofMillis(200);

    /** A Redis that hangs keeps each call for as long as the connection's timeout: this many, and no more. */
    static final int MOST_UNDER_WAY = 256;

    /** How long a Redis that didn't answer isn't asked. */
    private static final Duration REST = Duration.ofSeconds(1);
    private static final int CALLS_THAT_COUNT = 8;
    private static final Logger LOG = LoggerFactory.getLogger(QuickRedis.class);

    private final String purpose;
    private final CircuitBreaker breaker;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final ExecutorService calls = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("quick-redis-", 0).factory());

    /** @param purpose what logs call it */
    QuickRedis(String purpose) {
        this.purpose = purpose;
        this.breaker = CircuitBreaker.of(purpose, CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_THAT_COUNT).minimumNumberOfCalls(CALLS_THAT_COUNT / 2)
                .waitDurationInOpenState(REST).permittedNumberOfCallsInHalfOpenState(1).build());
        breaker.getEventPublisher().onStateTransition(event -> LOG.info("{}: {}", purpose,
                event.getStateTransition()));
    }

    /** Nothing when Redis has failed, or was too slow, or has just been: then the call may still be made, or none was. */
    <T> Optional<T> ask(Callable<T> call) throws InterruptedException {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        if (!room.tryAcquire()) {
            breaker.releasePermission();
            return Optional.empty();
        }
        return await(calls.submit(() -> {
            try {
                return call.call();
            } finally {
                room.release();
            }
        }));
    }

    private <T> Optional<T> await(Future<T> call) throws InterruptedException {
        long start = System.nanoTime();
        try {
            T answer = call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return Optional.of(answer);
        } catch (ExecutionException e) {
            failed(start, NestedExceptionUtils.getMostSpecificCause(e));
        } catch (TimeoutException e) {
            failed(start, e);
        } catch (InterruptedException e) {
            breaker.releasePermission();
            throw e;
        }
        return Optional.empty();
    }

    private void failed(long start, Throwable cause) {
        breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, cause);
        LOG.warn("{}: {}", purpose, cause.toString());
    }

    @Override
    public void close() {
        calls.shutdown();
    }
}
