package io.waybill.simulators;

import java.time.Duration;

/**
 * What befalls one request. Delays come first, then the effect, then the answer: a client that gives up during the
 * delay doesn't stop the effect, as with the real providers.
 */
final class Turn {

    private final Waiter waiter;
    private final Duration usual;
    private final ActiveFault fault;
    private final Fake fake;
    private boolean delayed;

    Turn(Waiter waiter, Duration usual, ActiveFault fault, Fake fake) {
        this.waiter = waiter;
        this.usual = usual;
        this.fault = fault;
        this.fake = fake;
    }

    ActiveFault fault() {
        return fault;
    }

    /** To be called once the request is understood and before anything changes. */
    void beforeEffect() throws InterruptedException {
        delayed = true;
        pause(usual.plus(fault.delay()));
    }

    /** The answer a provider believes it gave: the real one, or an error although the effect happened. */
    Answer afterEffect(Answer real) {
        return fault.mischief() instanceof Mischief.ErrorAfterEffect error ? fake.error(error.status()) : real;
    }

    /** An injected delay also holds up answers that had no effect: refusals and replays. */
    void beforeAnswer() throws InterruptedException {
        if (!delayed) {
            delayed = true;
            pause(fault.delay());
        }
    }

    private void pause(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            waiter.pause(time);
        }
    }
}
