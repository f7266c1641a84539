package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StripeLifecycleTest {

    private final Lab lab = Lab.fresh();
    private final StripeClient stripe = lab.stripe();

    @Test
    @Follows("https://docs.stripe.com/payments/paymentintents/lifecycle")
    void anIntentWithoutAPaymentMethodRequiresOne() throws StripeException {
        var intent = stripe.v1().paymentIntents().create(unpaid().build());

        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getAmountReceived()).isZero();
        assertThat(intent.getLatestCharge()).isNull();
    }

    @Test
    @Follows("https://docs.stripe.com/payments/paymentintents/lifecycle")
    void anIntentWithAPaymentMethodRequiresConfirmation() throws StripeException {
        var intent = stripe.v1().paymentIntents().create(unpaid().setPaymentMethod("pm_card_visa").build());

        assertThat(intent.getStatus()).isEqualTo("requires_confirmation");
        assertThat(intent.getPaymentMethod()).isEqualTo("pm_card_visa");
    }

    @Test
    @Follows("https://docs.stripe.com/api/payment_intents/confirm")
    void confirmingAnAutomaticIntentTakesTheMoney() throws StripeException {
        var intent = stripe.v1().paymentIntents().create(unpaid().setPaymentMethod("pm_card_mastercard").build());

        var confirmed = stripe.v1().paymentIntents().confirm(intent.getId());

        assertThat(confirmed.getStatus()).isEqualTo("succeeded");
        assertThat(confirmed.getAmountReceived()).isEqualTo(2550);
        assertThat(confirmed.getLatestCharge()).startsWith("ch_");
    }

    @Test
    @Follows("https://docs.stripe.com/payments/place-a-hold-on-a-payment-method")
    void confirmingAManualIntentHoldsTheMoneyUntilItIsCaptured() throws StripeException {
        var held = stripe.v1().paymentIntents().create(Lab.held("o-1").build());
        assertThat(held.getStatus()).isEqualTo("requires_capture");
        assertThat(held.getAmountCapturable()).isEqualTo(2550);
        assertThat(held.getAmountReceived()).isZero();

        var captured = stripe.v1().paymentIntents().capture(held.getId());

        assertThat(captured.getStatus()).isEqualTo("succeeded");
        assertThat(captured.getAmountCapturable()).isZero();
        assertThat(captured.getAmountReceived()).isEqualTo(2550);
        assertThat(captured.getMetadata()).containsEntry("order_id", "o-1");
    }

    @Test
    @Follows("https://docs.stripe.com/api/payment_intents/capture")
    void aPartialCaptureReleasesTheRest() throws StripeException {
        var held = stripe.v1().paymentIntents().create(Lab.held("o-1").build());

        var captured = stripe.v1().paymentIntents().capture(held.getId(), upTo(1000));

        assertThat(captured.getAmountReceived()).isEqualTo(1000);
        assertThat(captured.getAmountCapturable()).isZero();
    }

    @Test
    @Follows("https://docs.stripe.com/error-codes#amount-too-large")
    void noMoreThanTheHoldCanBeCaptured() throws StripeException {
        var held = stripe.v1().paymentIntents().create(Lab.held("o-1").build());

        var refused = catchThrowableOfType(InvalidRequestException.class,
                () -> stripe.v1().paymentIntents().capture(held.getId(), upTo(2551)));

        assertThat(refused.getCode()).isEqualTo("amount_too_large");
        assertThat(stripe.v1().paymentIntents().retrieve(held.getId()).getStatus()).isEqualTo("requires_capture");
    }

    @Test
    @Follows("https://docs.stripe.com/api/payment_intents/cancel")
    void cancellingReleasesTheHold() throws StripeException {
        var held = stripe.v1().paymentIntents().create(Lab.held("o-1").build());

        var canceled = stripe.v1().paymentIntents().cancel(held.getId(), PaymentIntentCancelParams.builder()
                .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED).build());

        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(canceled.getCancellationReason()).isEqualTo("abandoned");
        assertThat(canceled.getCanceledAt()).isEqualTo(lab.clock().instant().getEpochSecond());
        assertThat(canceled.getAmountCapturable()).isZero();
    }

    @Test
    @Follows("https://docs.stripe.com/error-codes#payment-intent-unexpected-state")
    void aPaidIntentCanNeitherBeCancelledNorCapturedNorConfirmedAgain() throws StripeException {
        var id = stripe.v1().paymentIntents().create(Lab.held("o-1").build()).getId();
        stripe.v1().paymentIntents().capture(id);

        assertThat(refusal(() -> stripe.v1().paymentIntents().cancel(id))).isEqualTo("succeeded");
        assertThat(refusal(() -> stripe.v1().paymentIntents().capture(id))).isEqualTo("succeeded");
        assertThat(refusal(() -> stripe.v1().paymentIntents().confirm(id))).isEqualTo("succeeded");
    }

    @Test
    @Follows("https://docs.stripe.com/error-codes#payment-intent-unexpected-state")
    void aCancelledIntentStaysCancelled() throws StripeException {
        var id = stripe.v1().paymentIntents().create(Lab.held("o-1").build()).getId();
        stripe.v1().paymentIntents().cancel(id);

        assertThat(refusal(() -> stripe.v1().paymentIntents().cancel(id))).isEqualTo("canceled");
        assertThat(refusal(() -> stripe.v1().paymentIntents().capture(id))).isEqualTo("canceled");
    }

    @Test
    @Follows("https://docs.stripe.com/payments/place-a-hold-on-a-payment-method")
    void aHoldThatRunsOutIsCancelledByStripeItself() throws StripeException {
        var id = stripe.v1().paymentIntents().create(Lab.held("o-1").build()).getId();

        assertThat(lab.request("POST", "/control/stripe/expire", "{\"orderId\":\"o-1\"}").statusCode()).isEqualTo(200);

        var expired = stripe.v1().paymentIntents().retrieve(id);
        assertThat(expired.getStatus()).isEqualTo("canceled");
        assertThat(expired.getCancellationReason()).isEqualTo("automatic");
        assertThat(refusal(() -> stripe.v1().paymentIntents().capture(id))).isEqualTo("canceled");
    }

    @Test
    @Follows("https://docs.stripe.com/payments/paymentintents/lifecycle")
    void aBankDebitStaysInProcessing() throws StripeException {
        var intent = stripe.v1().paymentIntents().create(unpaid().setConfirm(true)
                .setPaymentMethod("pm_usBankAccount_processing").build());

        assertThat(intent.getStatus()).isEqualTo("processing");
        assertThat(intent.getAmountReceived()).isZero();
    }

    @Test
    @Follows("https://docs.stripe.com/error-codes#resource-missing")
    void anUnknownIntentIsNotFound() {
        var missing = catchThrowableOfType(InvalidRequestException.class,
                () -> stripe.v1().paymentIntents().retrieve("pi_none"));

        assertThat(missing.getStatusCode()).isEqualTo(404);
        assertThat(missing.getCode()).isEqualTo("resource_missing");
    }

    @Test
    @Follows("https://docs.stripe.com/api/payment_intents/confirm")
    void confirmingNeedsAPaymentMethodFromSomewhere() throws StripeException {
        var id = stripe.v1().paymentIntents().create(unpaid().build()).getId();
        assertThat(refusal(() -> stripe.v1().paymentIntents().confirm(id))).isEqualTo("requires_payment_method");

        var confirmed = stripe.v1().paymentIntents().confirm(id,
                PaymentIntentConfirmParams.builder().setPaymentMethod("pm_card_us").build());

        assertThat(confirmed.getStatus()).isEqualTo("succeeded");
    }

    @Test
    @Follows("https://docs.stripe.com/api/expanding_objects")
    void theLatestChargeCanBeExpanded() throws StripeException {
        var id = stripe.v1().paymentIntents().create(Lab.held("o-1").build()).getId();

        var expanded = stripe.v1().paymentIntents().retrieve(id,
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build());

        assertThat(expanded.getLatestChargeObject().getCaptured()).isFalse();
        assertThat(expanded.getLatestChargeObject().getPaymentIntent()).isEqualTo(id);
    }

    private static PaymentIntentCreateParams.Builder unpaid() {
        return PaymentIntentCreateParams.builder().setAmount(2550L).setCurrency("usd").setAutomaticPaymentMethods(
                PaymentIntentCreateParams.AutomaticPaymentMethods.builder().setEnabled(true).setAllowRedirects(
                        PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects.NEVER).build());
    }

    private static PaymentIntentCaptureParams upTo(long amount) {
        return PaymentIntentCaptureParams.builder().setAmountToCapture(amount).build();
    }

    /** The status of the intent that the error carries. */
    private static String refusal(ThrowingCallable call) {
        var error = catchThrowableOfType(InvalidRequestException.class, call);
        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("payment_intent_unexpected_state");
        return error.getStripeError().getPaymentIntent().getStatus();
    }
}
