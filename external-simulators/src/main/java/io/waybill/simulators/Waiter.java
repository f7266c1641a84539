package io.waybill.simulators;

import java.time.Duration;

/** Lets time pass on the calling (virtual) thread. */
interface Waiter {
    void pause(Duration time) throws InterruptedException;
}
