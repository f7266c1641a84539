package io.waybill.payment;

import com.stripe.exception.ApiConnectionException;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import io.waybill.runtime.NotYetException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps this instance below Stripe's limits: calls wait for their turn, evenly spread, instead of being refused with 429. The
 * call that a try begins with waits a quarter of a try at most; then the delivery comes back later and nothing has been begun.
 * Calls behind it wait as long as the try lasts. That is hardly longer, since they wait behind those who were let in: so two
 * calls and Stripe's answers fit into a try, which would else time out and count as Stripe's failure.
 */
@Component
class Turns {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    private final @Nullable Bucket all;
    private final Map<Endpoint, Bucket> each = new EnumMap<>(Endpoint.class);
    private final Duration longest;
    private final BlockingStrategy waiting;

    /** Stripe counts each of its operations for itself, and all together. */
    enum Endpoint {
        CREATE(true),
        RETRIEVE(true),
        CAPTURE(true),
        CONFIRM(false),
        CANCEL(false),
        REFUND(false);

        private final boolean beginsTry;

        Endpoint(boolean beginsTry) {
            this.beginsTry = beginsTry;
        }
    }

    @Autowired
    Turns(StripeSettings settings, Pipeline pipeline) {
        this(settings.limits(), shortestTry(pipeline), TimeMeter.SYSTEM_NANOTIME,
                BlockingStrategy.PARKING);
    }

    /** @param limits null for none */
    Turns(StripeSettings.@Nullable Limits limits, Duration shortestTry, TimeMeter clock, BlockingStrategy waiting) {
        this.longest = shortestTry.dividedBy(4);
        this.waiting = waiting;
        this.all = limits == null ? null : bucket(limits.perSecond(), clock);
        if (limits != null) {
            Stream.of(Endpoint.values()).forEach(one -> each.put(one, bucket(limits.perEndpoint(), clock)));
        }
    }

    private static Duration shortestTry(Pipeline pipeline) {
        return Stream.of("payment_authorize", "payment_capture", "payment_agent")
                .flatMap(agent -> pipeline.find(agent).stream()).map(AgentDefinition::timeout)
                .min(Comparator.naturalOrder()).orElse(USUAL_TIMEOUT);
    }

    private static Bucket bucket(int perSecond, TimeMeter clock) {
        return Bucket.builder().withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(1).refillGreedy(perSecond, Duration.ofSeconds(1))).build();
    }

    /**
     * Returns when it's the call's turn.
     *
     * @throws NotYetException when that would take too long for a call that begins a try
     * @throws ApiConnectionException when the try is over before
     */
    void take(Endpoint endpoint) throws ApiConnectionException {
        Bucket own = each.get(endpoint);
        if (own == null || all == null) {
            return;
        }
        if (endpoint.beginsTry) {
            refuseIfLong(own);
            refuseIfLong(all);
        }
        try {
            own.asBlocking().consume(1, waiting);
            all.asBlocking().consume(1, waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted before its turn", e);
        }
    }

    private void refuseIfLong(Bucket bucket) {
        Duration wait = Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        if (wait.compareTo(longest) > 0) {
            throw new NotYetException("the payment provider's rate limit", wait);
        }
    }
}
