package io.waybill.runtime;

import io.waybill.contracts.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessResourceException;

/** Runs an agent's tries at one order: the quick ones in hand, and after an outage one at a time. */
final class Tries {

    private static final Logger LOG = LoggerFactory.getLogger(Tries.class);

    private final Agent agent;
    private final AgentSettings settings;
    private final Backoff backoff;
    private final Waiter waiter;
    private int attempts;
    private int ownOutages;

    Tries(Agent agent, AgentSettings settings, Backoff backoff, Waiter waiter) {
        this.agent = agent;
        this.settings = settings;
        this.backoff = backoff;
        this.waiter = waiter;
    }

    /** Tries that have begun so far, but for those that failed because Waybill's own database was out of reach. */
    int attempts() {
        return attempts;
    }

    /** @param until when an outage becomes the final failure, by the same clock as {@code now} */
    Verdict run(Delivery delivery, Instant now, Instant until) throws InterruptedException {
        if (!now.isBefore(until)) {
            return settings.isBeforePivot()
                    ? new Verdict.Failed(Reason.DEADLINE, "")
                    : new Verdict.Failed(Reason.DEPENDENCY_FAILED, "out of patience");
        }
        while (true) {
            attempts++;
            Exception trouble;
            try {
                return new Verdict.Said(attempt(delivery, attempts));
            } catch (PermanentFailureException e) {
                LOG.error("{} can't do order {}: {}", settings.agent(), delivery.orderId(), e.toString());
                return new Verdict.Failed(Reason.DEPENDENCY_FAILED, String.valueOf(e.getMessage()));
            } catch (NotYetException e) {
                attempts--;
                return new Verdict.Waits(e.delay());
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                trouble = e;
            }
            LOG.warn("{} failed with order {}, try {}: {}", settings.agent(), delivery.orderId(), attempts,
                    trouble.toString());
            if (isOurOwnOutage(trouble)) {
                attempts--;
                ownOutages++;
                return new Verdict.Waits(backoff.after(ownOutages));
            }
            Duration delay = delayAfter(trouble);
            if (attempts > settings.retry() || trouble instanceof RetryLaterException) {
                return new Verdict.Waits(delay);
            }
            waiter.sleep(delay);
        }
    }

    private Duration delayAfter(Exception trouble) {
        Duration delay = backoff.after(attempts);
        return trouble instanceof RetryLaterException later && later.delay().compareTo(delay) > 0
                ? later.delay()
                : delay;
    }

    private Outcome attempt(Delivery delivery, int number) throws Exception {
        var attempt = new FutureTask<>(() -> agent.handle(numbered(delivery, number)));
        Thread.ofVirtual().name(settings.agent() + "-" + delivery.orderId()).start(attempt);
        try {
            return attempt.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException _) {
            throw new TimeoutException("no answer within " + settings.timeout().toMillis() + " ms");
        } finally {
            attempt.cancel(true);
        }
    }

    private static Delivery numbered(Delivery delivery, int number) {
        return new Delivery(delivery.order(), delivery.life(), delivery.agent(), delivery.deadline(),
                delivery.traceParent(), delivery.why(), delivery.results(), number);
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
