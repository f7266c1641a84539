package io.waybill.simulators;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A fault in force: counts what it saw and what it struck. */
final class ActiveFault {

    static final ActiveFault NONE = new ActiveFault("none", Fault.NONE);

    private final String id;
    private final Fault fault;
    private final AtomicLong seen = new AtomicLong();
    private final LongAdder fired = new LongAdder();
    private final CountDownLatch removed = new CountDownLatch(1);

    ActiveFault(String id, Fault fault) {
        this.id = id;
        this.fault = fault;
    }

    String id() {
        return id;
    }

    Fault fault() {
        return fault;
    }

    Mischief mischief() {
        return fault.mischief();
    }

    Duration delay() {
        return fault.delay();
    }

    long fired() {
        return fired.sum();
    }

    boolean strikes(Operation operation) {
        if (!fault.operations().contains(operation) || !fault.firing().strikes(seen.getAndIncrement())) {
            return false;
        }
        fired.increment();
        return true;
    }

    void awaitRemoval(Duration atMost) throws InterruptedException {
        var _ = removed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    void remove() {
        removed.countDown();
    }
}
