package io.waybill.simulators;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of Stripe's API with its parameters, in the two phases that its idempotency layer tells apart,
 * https://docs.stripe.com/api/idempotent_requests: what fails in preparation is not saved for the key, what the effect
 * returns or throws is.
 */
record StripeEndpoint(Operation operation, Preparation preparation) {

    /** Validates the parameters and changes nothing; throws {@link StripeError}. */
    @FunctionalInterface
    interface Preparation {
        Effect prepare();
    }

    /** Returns the resulting object, or throws {@link StripeError}. */
    @FunctionalInterface
    interface Effect {
        Map<String, @Nullable Object> take();
    }
}
