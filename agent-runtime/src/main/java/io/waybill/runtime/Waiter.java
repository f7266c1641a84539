package io.waybill.runtime;

import java.time.Duration;

/** Lets time pass; tests let it pass at once. */
public interface Waiter {

    void sleep(Duration duration) throws InterruptedException;
}
