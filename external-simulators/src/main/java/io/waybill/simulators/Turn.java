package io.waybill.simulators;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What befalls one request. Delays come first, then the effect, then the answer: a client that gives up during the
 * delay doesn't stop the effect, as with the real providers.
 */
final class Turn {

    private final Waiter waiter;
    private final Duration usual;
    private final ActiveFault fault;
    private final Fake fake;
    private Runnable begun = () -> {};
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

    /** What is to be done when nothing can refuse the request any more, before its delay and its effect. */
    void whenBegun(Runnable then) {
        begun = then;
    }

    /**
     * To be called once the request is understood, with all that it changes. Returns the answer that the provider believes
     * it gave: the real one, or an error, with or without the effect.
     */
    Answer take(Supplier<Answer> effect) throws InterruptedException {
        delayed = true;
        begun.run();
        pause(usual.plus(fault.delay()));
        return switch (fault.mischief()) {
            case Mischief.SavedError saved -> fake.error(saved.status());
            case Mischief.ErrorAfterEffect error -> {
                var _ = effect.get();
                yield fake.error(error.status());
            }
            default -> effect.get();
        };
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
