package io.waybill.gateway;

import java.time.Duration;

/** Lets time pass; tests let it pass at once. */
interface Waiter {

    void sleep(Duration duration) throws InterruptedException;
}
