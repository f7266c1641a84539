package io.waybill.simulators;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One intent to collect one payment, https://docs.stripe.com/api/payment_intents. At most one of its attempts ever
 * takes money.
 */
final class PaymentIntent {

    /** What doesn't change after creation. */
    record Terms(long amount, String currency, CaptureMethod capture, List<String> methods,
            Map<String, String> metadata) {}

    /** A step of the life: the next state and, where the client has to hear of a failure, the error. */
    record Step(IntentState next, @Nullable StripeError error) {
        static Step to(IntentState next) {
            return new Step(next, null);
        }
    }

    /** Takes an intent from one state to the next, or throws a {@link StripeError} and leaves it where it was. */
    interface Transition {
        Step from(PaymentIntent intent, IntentState now);
    }

    static final String ORDER_ID = "order_id";

    private final String id;
    private final Terms terms;
    private final Instant created;
    private volatile IntentState state;

    PaymentIntent(String id, Terms terms, Instant created, IntentState state) {
        this.id = id;
        this.terms = terms;
        this.created = created;
        this.state = state;
    }

    String id() {
        return id;
    }

    Terms terms() {
        return terms;
    }

    Instant created() {
        return created;
    }

    IntentState state() {
        return state;
    }

    @Nullable
    String orderId() {
        return terms.metadata().get(ORDER_ID);
    }

    /** One transition at a time; what it throws carries this intent as Stripe's errors do. */
    synchronized void apply(Transition transition) {
        try {
            var step = transition.from(this, state);
            state = step.next();
            if (step.error() != null) {
                throw step.error();
            }
        } catch (StripeError error) {
            throw error.about(this);
        }
    }
}
