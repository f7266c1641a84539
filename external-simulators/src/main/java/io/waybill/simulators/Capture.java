package io.waybill.simulators;

import org.jspecify.annotations.Nullable;

/**
 * Takes held money, https://docs.stripe.com/api/payment_intents/capture. Less than the hold may be taken, once; the
 * rest is released.
 *
 * @param amount minor units, null for all of it
 */
record Capture(@Nullable Long amount) implements PaymentIntent.Transition {

    @Override
    public PaymentIntent.Step from(PaymentIntent intent, IntentState now) {
        var hold = now.charge();
        if (now.status() != IntentStatus.REQUIRES_CAPTURE || hold == null) {
            throw StripeErrors.cannotCapture(now.status());
        }
        long taken = amount == null ? intent.terms().amount() : amount;
        if (taken > intent.terms().amount()) {
            throw StripeErrors.captureTooLarge();
        }
        return PaymentIntent.Step.to(now.with(IntentStatus.SUCCEEDED, hold.captured(taken)));
    }
}
