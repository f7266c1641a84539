package io.waybill.simulators;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a PaymentIntent's life, in one piece, so that a reader never sees half a transition.
 *
 * @param charge the latest attempt to pay, also a failed one
 * @param lastError Stripe's {@code last_payment_error}
 */
record IntentState(
        IntentStatus status,
        @Nullable String paymentMethod,
        @Nullable Charge charge,
        @Nullable Map<String, Object> lastError,
        @Nullable Cancellation cancellation) {

    record Cancellation(@Nullable String reason, Instant at) {}

    static IntentState created(@Nullable String paymentMethod) {
        var status = paymentMethod == null ? IntentStatus.REQUIRES_PAYMENT_METHOD : IntentStatus.REQUIRES_CONFIRMATION;
        return new IntentState(status, paymentMethod, null, null, null);
    }

    IntentState moved(IntentStatus next, String method, @Nullable Charge attempt) {
        return new IntentState(next, method, attempt, null, null);
    }

    /** A failed attempt takes the payment method away again. */
    IntentState failed(@Nullable Charge attempt, Map<String, Object> error) {
        return new IntentState(IntentStatus.REQUIRES_PAYMENT_METHOD, null, attempt, error, null);
    }

    IntentState with(IntentStatus next, Charge changed) {
        return new IntentState(next, paymentMethod, changed, lastError, cancellation);
    }

    IntentState canceled(Cancellation by) {
        var released = charge == null || charge.status() != Charge.Status.HELD ? charge : charge.released();
        return new IntentState(IntentStatus.CANCELED, paymentMethod, released, lastError, by);
    }
}
