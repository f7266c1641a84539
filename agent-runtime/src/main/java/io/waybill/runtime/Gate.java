package io.waybill.runtime;

import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this instance may begin with deliveries to one agent. It follows the flag that the fleet shares; what this instance
 * finds out shuts it here at once, and there right after. When that can't be said, since Redis is away, the next look opens it
 * again: what is shut here alone doesn't stay so.
 */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final SharedBreaker shared;
    private final FailureCount failures;
    private final Slots slots;
    private final Turnstile turnstile;
    private final Telemetry telemetry;

    Gate(SharedBreaker shared, FailureCount failures, Slots slots, Telemetry telemetry) {
        this.shared = shared;
        this.failures = failures;
        this.slots = slots;
        this.turnstile = new Turnstile(slots);
        this.telemetry = telemetry;
    }

    String agent() {
        return shared.agent();
    }

    boolean isOpen() {
        return turnstile.view().letsThrough();
    }

    /** What is known of the shared flag. */
    Flag flag() {
        return turnstile.view().flag();
    }

    /** To be remembered when a look begins, and given back with what it has shown. */
    int era() {
        return turnstile.view().era();
    }

    /** A look has shown this; {@code era} is that in which it began. */
    void saw(int era, Flag flag) {
        boolean was = isOpen();
        turnstile.show(era, flag);
        if (!was && isOpen()) {
            failures.forget();
        }
        telemetry.gate(agent(), flag());
    }

    /**
     * Asks to begin one try. Whoever gets leave says afterwards what came of it: answered, failed or not begun.
     *
     * @param isUntried whether it's the delivery's first try
     * @param timeout of the try
     * @return null when nothing may begin
     */
    @Nullable
    Pass enter(boolean isUntried, Duration timeout) {
        Turnstile.View seen = turnstile.view();
        if (seen.letsThrough()) {
            return new Pass(seen.era(), Pass.NONE);
        }
        if (!turnstile.takeTicket(isUntried)) {
            return null;
        }
        long probe = said("ask", () -> shared.probe(timeout)).orElse(Pass.NONE);
        if (probe == Pass.NONE) {
            return null;
        }
        telemetry.breaker(agent(), Breaker.HALF_OPEN);
        return new Pass(seen.era(), probe);
    }

    /** Waits for so long, or until it makes sense to ask again. */
    void await(boolean isUntried, Duration longest) throws InterruptedException {
        turnstile.await(isUntried, longest);
    }

    /** Whether a delivery that hasn't been tried is needed to see whether the trouble is over. */
    boolean wantsUntried() {
        return turnstile.wantsUntried();
    }

    /** The try got an answer, whatever it was. */
    void answered(Pass pass) {
        if (pass.isProbe()) {
            recover(pass.probe());
        } else if (pass.era() == era()) {
            failures.answered();
            slots.widen();
        }
    }

    /** The try met an outage. */
    void failed(Pass pass, UUID order, Exception trouble) {
        Duration wish = trouble instanceof RetryLaterException later ? later.delay() : Duration.ZERO;
        if (pass.isProbe()) {
            trip(trouble, () -> shared.trip(wish, Wording.of(trouble), pass.probe()));
        } else if (pass.era() == era() ? failures.failed(order, trouble, wish) : asksForMore(wish)) {
            Duration longest = pass.era() == era() ? failures.longestWish() : wish;
            trip(trouble, () -> shared.trip(longest, Wording.of(trouble)));
        }
    }

    /** Tries that were under way when the breaker opened may still bring what the dependency asks for. */
    private boolean asksForMore(Duration wish) {
        return wish.isPositive() && flag().breaker() == Breaker.OPEN;
    }

    /** The try hasn't begun, or was ended from outside: it says nothing. */
    void notBegun(Pass pass) {
        if (pass.isProbe()) {
            said("withdraw", () -> {
                shared.withdraw(pass.probe());
                return pass;
            });
        }
    }

    /** Nobody waits here any more: the instance stops. */
    void close() {
        turnstile.close();
    }

    private void trip(Exception trouble, Supplier<Optional<Instant>> trip) {
        boolean paused = flag().paused();
        turnstile.moves(new Flag(paused, Breaker.OPEN, flag().until(), false, Wording.of(trouble)));
        Optional<Instant> until = said("open", trip).flatMap(each -> each);
        turnstile.moved(new Flag(paused, Breaker.OPEN, until.orElse(null), false, Wording.of(trouble)));
        until.ifPresent(each -> {
            LOG.warn("{} rests until {}: {}", agent(), each, trouble.toString());
            telemetry.breaker(agent(), Breaker.OPEN);
        });
    }

    private void recover(long probe) {
        turnstile.moves(flag());
        boolean closed = said("close", () -> shared.recover(probe)).orElse(false);
        if (closed) {
            LOG.info("{} goes on", agent());
            failures.forget();
            telemetry.breaker(agent(), Breaker.CLOSED);
        }
        turnstile.moved(closed ? new Flag(flag().paused(), Breaker.CLOSED, null, false, null) : flag());
    }

    /**
     * The breaker is there to help: when Redis can't be asked, the next look, or the time that was set, sees to it. Whatever it
     * is, it goes no further: a gate that is moved and never has been would be deaf to all looks.
     */
    private <T> Optional<T> said(String what, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (RuntimeException e) {
            LOG.warn("{} can't {} its breaker: {}", agent(), what, e.toString());
            return Optional.empty();
        }
    }
}
