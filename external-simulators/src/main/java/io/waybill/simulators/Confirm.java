package io.waybill.simulators;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries to pay, https://docs.stripe.com/api/payment_intents/confirm: on success the amount is held or captured; after
 * a decline the intent is back in {@code requires_payment_method} and may be confirmed again with another card.
 *
 * @param chargeId the id of this attempt
 */
record Confirm(Attempt attempt, String chargeId, Instant at) implements PaymentIntent.Transition {

    /** Whether somebody is there to authenticate, https://docs.stripe.com/api/payment_intents/create. */
    enum Presence {
        ON_SESSION, OFF_SESSION, ERROR_ON_REQUIRES_ACTION
    }

    /**
     * What the client says about it.
     *
     * @param paymentMethod replaces the intent's own when given
     * @param presence how an authentication that the bank demands is treated
     */
    record Attempt(@Nullable String paymentMethod, Presence presence) {
        Confirm with(String chargeId, Instant at) {
            return new Confirm(this, chargeId, at);
        }
    }

    private static final Set<IntentStatus> CONFIRMABLE = EnumSet.of(IntentStatus.REQUIRES_PAYMENT_METHOD,
            IntentStatus.REQUIRES_CONFIRMATION, IntentStatus.REQUIRES_ACTION);

    @Override
    public PaymentIntent.Step from(PaymentIntent intent, IntentState now) {
        if (!CONFIRMABLE.contains(now.status())) {
            throw StripeErrors.cannotConfirm(now.status());
        }
        var method = attempt.paymentMethod() != null ? attempt.paymentMethod() : now.paymentMethod();
        if (method == null) {
            throw StripeErrors.missingPaymentMethod();
        }
        return switch (TestPaymentMethods.behaviour(method)) {
            case TestPaymentMethods.Pays _ -> PaymentIntent.Step.to(paid(intent.terms(), now, method));
            case TestPaymentMethods.Processes _ ->
                PaymentIntent.Step.to(now.moved(IntentStatus.PROCESSING, method, null));
            case TestPaymentMethods.Declines decline ->
                failed(now, method, StripeErrors.declined(decline, chargeId), true);
            case TestPaymentMethods.Authenticates _ -> authentication(now, method);
        };
    }

    private IntentState paid(PaymentIntent.Terms terms, IntentState now, String method) {
        var hold = Charge.attempt(chargeId, Charge.Status.HELD, at);
        return terms.capture() == CaptureMethod.MANUAL
                ? now.moved(IntentStatus.REQUIRES_CAPTURE, method, hold)
                : now.moved(IntentStatus.SUCCEEDED, method, hold.captured(terms.amount()));
    }

    private PaymentIntent.Step authentication(IntentState now, String method) {
        return switch (attempt.presence()) {
            case ON_SESSION -> PaymentIntent.Step.to(now.moved(IntentStatus.REQUIRES_ACTION, method, null));
            case OFF_SESSION -> failed(now, method, StripeErrors.authenticationRequired(chargeId), true);
            case ERROR_ON_REQUIRES_ACTION -> failed(now, method, StripeErrors.authenticationNotHandled(), false);
        };
    }

    private PaymentIntent.Step failed(IntentState now, String method, StripeError error, boolean reachedBank) {
        var charge = reachedBank ? Charge.attempt(chargeId, Charge.Status.FAILED, at) : null;
        var complete = error.with("payment_method", StripeJson.paymentMethod(method));
        return new PaymentIntent.Step(now.failed(charge, complete.fields()), complete);
    }
}
