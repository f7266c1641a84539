package io.waybill.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The word that the instance is to stop. It ends every wait at once: what waits is left to a peer. */
final class Stop implements Waiter {

    private final CountDownLatch word = new CountDownLatch(1);

    void ask() {
        word.countDown();
    }

    boolean asked() {
        return word.getCount() == 0;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (word.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the instance stops");
        }
    }
}
