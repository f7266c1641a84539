package io.waybill.runtime;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.waybill.contracts.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessResourceException;

/** Runs an agent's tries at one order: the quick ones in hand, and after an outage one at a time. */
final class Tries {

    private static final Logger LOG = LoggerFactory.getLogger(Tries.class);

    private final Station station;
    private final AgentSettings settings;
    private final Backoff backoff;
    private final Waiter waiter;
    private final Telemetry telemetry;
    private int attempts;
    private int ownOutages;

    Tries(Station station, AgentSettings settings, Backoff backoff, Waiter waiter, Telemetry telemetry) {
        this.station = station;
        this.settings = settings;
        this.backoff = backoff;
        this.waiter = waiter;
        this.telemetry = telemetry;
    }

    /** Tries that have begun so far, but for those that failed because Waybill's own database was out of reach. */
    int attempts() {
        return attempts;
    }

    /** Whether nothing speaks for it being the order that can't be done. */
    boolean areNone() {
        return attempts + ownOutages == 0;
    }

    /** @param until when an outage becomes the final failure, by the same clock as {@code now} */
    Verdict run(Delivery delivery, InstantSource now, Instant until) throws InterruptedException {
        if (!now.instant().isBefore(until)) {
            return settings.isBeforePivot()
                    ? new Verdict.Failed(Reason.DEADLINE, "")
                    : new Verdict.Failed(Reason.DEPENDENCY_FAILED, "out of patience");
        }
        while (true) {
            @Nullable
            Pass pass = station.gate().enter(areNone(), settings.timeout());
            if (pass == null) {
                return new Verdict.Shut();
            }
            int before = attempts;
            Verdict verdict = once(delivery, pass);
            telemetry.tried(settings.agent(), TryEnd.of(verdict, attempts > before));
            if (!(verdict instanceof Verdict.Waits waits) || !isQuick(waits, now, until)) {
                return verdict;
            }
            waiter.sleep(waits.delay());
        }
    }

    private boolean isQuick(Verdict.Waits waits, InstantSource now, Instant until) {
        return waits.quick() && attempts <= settings.retry() && now.instant().plus(waits.delay()).isBefore(until);
    }

    private Verdict once(Delivery delivery, Pass pass) throws InterruptedException {
        attempts++;
        try {
            Outcome outcome = attempt(delivery);
            station.gate().answered(pass);
            return new Verdict.Said(outcome);
        } catch (PermanentFailureException e) {
            station.gate().answered(pass);
            LOG.error("{} can't do order {}: {}", settings.agent(), delivery.orderId(), e.toString());
            return new Verdict.Failed(Reason.DEPENDENCY_FAILED, String.valueOf(e.getMessage()));
        } catch (NotYetException e) {
            attempts--;
            station.gate().notBegun(pass);
            return new Verdict.Waits(Verdict.Cause.RATE_LIMIT, Wording.of(e), e.delay(), false);
        } catch (InterruptedException e) {
            station.gate().notBegun(pass);
            throw e;
        } catch (Exception e) {
            LOG.warn("{} failed with order {}, try {}: {}", settings.agent(), delivery.orderId(), attempts,
                    e.toString());
            return isOurOwnOutage(e) ? waitsForUs(pass, e) : waitsForOthers(pass, delivery, e);
        }
    }

    /** It counts for no breaker: when our database is back nobody has to find that out with a probe. */
    private Verdict.Waits waitsForUs(Pass pass, Exception trouble) {
        attempts--;
        ownOutages++;
        station.gate().notBegun(pass);
        return new Verdict.Waits(Verdict.Cause.OUTAGE, Wording.of(trouble), backoff.after(ownOutages), false);
    }

    private Verdict.Waits waitsForOthers(Pass pass, Delivery delivery, Exception trouble) {
        station.gate().failed(pass, delivery.orderId(), trouble);
        Duration delay = backoff.after(attempts);
        return trouble instanceof RetryLaterException later
                ? new Verdict.Waits(Verdict.Cause.OUTAGE, Wording.of(trouble), longer(delay, later.delay()), false)
                : new Verdict.Waits(Verdict.Cause.OUTAGE, Wording.of(trouble), delay, true);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Outcome attempt(Delivery delivery) throws Exception {
        long number = attempts;
        TraceSpan span = TraceSpan.current().begin("try " + settings.agent(), SpanKind.INTERNAL);
        try (Scope _ = span.doing()) {
            return new Attempt(() -> station.agent().handle(delivery), station.slots())
                    .run(settings.agent() + "-" + delivery.orderId(), settings.timeout());
        } catch (NotYetException | InterruptedException e) {
            throw e; // and nothing has failed
        } catch (Exception e) {
            span.failed(e);
            throw e;
        } finally {
            span.end(each -> each.setAttribute(Conventions.TRY, number));
        }
    }

    private static boolean isOurOwnOutage(Exception e) {
        for (@Nullable
        Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof NonTransientDataAccessResourceException
                    || each instanceof TransientDataAccessResourceException) {
                return true;
            }
        }
        return false;
    }
}
