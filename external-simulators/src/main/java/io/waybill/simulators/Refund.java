package io.waybill.simulators;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Money given back, https://docs.stripe.com/api/refunds/object. For cards it succeeds at once. */
record Refund(String id, PaymentIntent intent, Source source, Request request, Instant created) {

    /** @param amount minor units, null for all that is left */
    record Request(@Nullable Long amount, @Nullable String reason, Map<String, String> metadata) {}

    /** @param amount minor units that were given back */
    record Source(String chargeId, long amount) {}

    long amount() {
        return source.amount();
    }

    /** The refund's own order, else its intent's. */
    @Nullable
    String orderId() {
        var own = request.metadata().get(PaymentIntent.ORDER_ID);
        return own != null ? own : intent.orderId();
    }
}
