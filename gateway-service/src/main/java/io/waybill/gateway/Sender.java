package io.waybill.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.waybill.runtime.Life;
import io.waybill.runtime.OrderStreams;
import io.waybill.runtime.Unsettled;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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
import org.springframework.stereotype.Component;

/**
 * Tells Redis what is safe in the ledger, an order or that it's undone, without letting Redis hold up the answer to the merchant.
 * The relay finds what wasn't sent.
 */
@Component
final class Sender {

    /** Redis takes a millisecond; who waits longer waits for nothing, and the whole answer has half a second. */
    static final Duration PATIENCE = Duration.ofMillis(200);

    /** A Redis that hangs keeps each call for as long as the connection's timeout: this many, and no more. */
    static final int MOST_UNDER_WAY = 256;

    /** How long a Redis that didn't answer isn't asked. */
    private static final Duration REST = Duration.ofSeconds(1);
    private static final int CALLS_THAT_COUNT = 8;
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final OrderStreams streams;
    private final CircuitBreaker breaker = CircuitBreaker.of("redis", CircuitBreakerConfig.custom()
            .slidingWindowSize(CALLS_THAT_COUNT).minimumNumberOfCalls(CALLS_THAT_COUNT / 2)
            .waitDurationInOpenState(REST).permittedNumberOfCallsInHalfOpenState(1).build());
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final ExecutorService calls = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sender-", 0).factory());

    Sender(OrderStreams streams) {
        this.streams = streams;
        breaker.getEventPublisher().onStateTransition(event -> LOG.info("sending orders to Redis: {}",
                event.getStateTransition()));
    }

    /** Returns when Redis has the order, and soon also when it hasn't: nothing that goes wrong here is the merchant's concern. */
    void send(Life life) throws InterruptedException {
        send(life.orderId(), () -> streams.accept(life));
    }

    /** Sends the undos of an order for which abort stands, in the same manner. May be called twice. */
    void undo(Unsettled order) throws InterruptedException {
        send(order.orderId(), () -> streams.mend(List.of(order)));
    }

    private void send(UUID order, Runnable call) throws InterruptedException {
        if (!breaker.tryAcquirePermission()) {
            LOG.debug("order {} is left to the relay: Redis has just not answered", order);
        } else if (room.tryAcquire()) {
            await(order, calls.submit(() -> leavingRoom(call)));
        } else {
            breaker.releasePermission();
            LOG.debug("order {} is left to the relay: too many wait for Redis", order);
        }
    }

    private void leavingRoom(Runnable call) {
        try {
            call.run();
        } finally {
            room.release();
        }
    }

    private void await(UUID order, Future<?> call) throws InterruptedException {
        long start = System.nanoTime();
        try {
            call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            failed(order, start, NestedExceptionUtils.getMostSpecificCause(e));
        } catch (TimeoutException e) {
            failed(order, start, e);
        } catch (InterruptedException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private void failed(UUID order, long start, Throwable cause) {
        breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, cause);
        LOG.warn("order {} is left to the relay: {}", order, cause.toString());
    }

    @PreDestroy
    void close() {
        calls.shutdown();
    }
}
