package io.waybill.simulators;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends an intent that has taken no money and releases its hold, https://docs.stripe.com/api/payment_intents/cancel.
 *
 * @param reason null when the client gave none; {@code automatic} when the hold ran out
 */
record Cancel(@Nullable String reason, Instant at) implements PaymentIntent.Transition {

    private static final Set<IntentStatus> CANCELABLE = EnumSet
            .complementOf(EnumSet.of(IntentStatus.SUCCEEDED, IntentStatus.CANCELED));

    @Override
    public PaymentIntent.Step from(PaymentIntent intent, IntentState now) {
        if (!CANCELABLE.contains(now.status())) {
            throw StripeErrors.cannotCancel(now.status());
        }
        return PaymentIntent.Step.to(now.canceled(new IntentState.Cancellation(reason, at)));
    }
}
