package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeDeclinesTest {

    private final Lab lab = Lab.fresh();
    private final StripeClient stripe = lab.stripe();

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined, card_declined, generic_decline",
        "pm_card_visa_chargeDeclined, card_declined, generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card",
        "pm_card_visa_chargeDeclinedStolenCard, card_declined, stolen_card",
        "pm_card_chargeDeclinedExpiredCard, expired_card,",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc,",
        "pm_card_chargeDeclinedProcessingError, processing_error,",
        "pm_card_visa_chargeDeclinedVelocityLimitExceeded, card_declined, card_velocity_exceeded",
        "pm_card_chargeCustomerFail, card_declined, generic_decline",
        "pm_card_radarBlock, card_declined, fraudulent"})
    @Follows("https://docs.stripe.com/testing#declined-payments")
    void aDecliningCardIsDeclinedWithItsCodes(String method, String code, String declineCode) {
        var declined = decline(Lab.held("o-1").setPaymentMethod(method));

        assertThat(declined.getStatusCode()).isEqualTo(402);
        assertThat(declined.getCode()).isEqualTo(code);
        assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
        assertThat(declined.getStripeError().getCharge()).startsWith("ch_");
        assertThat(declined.getStripeError().getDocUrl()).endsWith(code.replace('_', '-'));
    }

    @Test
    @Follows("https://docs.stripe.com/payments/paymentintents/lifecycle")
    void afterADeclineTheIntentWantsAnotherCardAndTakesIt() throws StripeException {
        var intent = decline(Lab.held("o-1").setPaymentMethod("pm_card_visa_chargeDeclinedLostCard")).getStripeError()
                .getPaymentIntent();
        var declined = stripe.v1().paymentIntents().retrieve(intent.getId());
        assertThat(declined.getStatus()).isEqualTo("requires_payment_method");
        assertThat(declined.getPaymentMethod()).isNull();
        assertThat(declined.getLastPaymentError().getDeclineCode()).isEqualTo("lost_card");
        assertThat(lab.ledger("authorizations")).isEmpty();

        var paid = stripe.v1().paymentIntents().confirm(intent.getId(),
                PaymentIntentConfirmParams.builder().setPaymentMethod("pm_card_amex").build());

        assertThat(paid.getStatus()).isEqualTo("requires_capture");
        assertThat(paid.getLastPaymentError()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_authenticationRequired", "pm_card_threeDSecure2Required"})
    @Follows("https://docs.stripe.com/testing#regulatory-cards")
    void aCardThatWantsAuthenticationWaitsForTheCustomer(String method) throws StripeException {
        var waiting = stripe.v1().paymentIntents().create(Lab.held("o-1").setPaymentMethod(method).build());

        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        assertThat(waiting.getNextAction().getType()).isEqualTo("use_stripe_sdk");
        assertThat(lab.ledger("authorizations")).isEmpty();
    }

    @Test
    @Follows("https://docs.stripe.com/payments/without-card-authentication")
    void withErrorOnRequiresActionSuchACardIsDeclined() {
        var declined = decline(Lab.held("o-1").setPaymentMethod("pm_card_authenticationRequired")
                .setErrorOnRequiresAction(true));

        assertThat(declined.getStatusCode()).isEqualTo(402);
        assertThat(declined.getCode()).isEqualTo("authentication_required");
        assertThat(declined.getDeclineCode()).isEqualTo("authentication_not_handled");
        assertThat(declined.getStripeError().getPaymentIntent().getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    @Follows("https://docs.stripe.com/declines/codes")
    void offSessionSuchACardIsDeclinedByTheBank() {
        var declined = decline(Lab.held("o-1").setPaymentMethod("pm_card_authenticationRequired").setOffSession(true));

        assertThat(declined.getCode()).isEqualTo("authentication_required");
        assertThat(declined.getDeclineCode()).isEqualTo("authentication_required");
    }

    private CardException decline(PaymentIntentCreateParams.Builder params) {
        return catchThrowableOfType(CardException.class, () -> stripe.v1().paymentIntents().create(params.build()));
    }
}
