package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.PermanentFailureException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money is held, taken, or declined. */
class PaymentTest extends OnStripe {

    @Test
    void moneyIsHeldFirstAndTakenLater() throws Exception {
        assertThat(deliver(instance.authorize)).isEqualTo(Outcome.done());
        assertThat(holds()).containsExactly("requires_capture");
        assertThat(charges()).isEmpty();

        assertThat(deliver(instance.capture)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
        assertThat(verdict()).isEqualTo("commit");
    }

    @Test
    void aSecondDeliveryDoesNotChargeAgain() throws Exception {
        deliver(instance.authorize);
        deliver(instance.authorize);
        deliver(instance.capture);
        assertThat(deliver(instance.capture)).isEqualTo(Outcome.done());
        assertThat(deliver(instance.capture)).isEqualTo(Outcome.done());

        assertThat(charges()).hasSize(1);
        assertThat(holds()).hasSize(1);
    }

    @Test
    void chargingAtOnceTakesTheMoneyOnce() throws Exception {
        assertThat(deliver(instance.charge)).isEqualTo(Outcome.done());
        assertThat(deliver(instance.charge)).isEqualTo(Outcome.done());
        assertThat(deliver(instance.charge)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
    }

    @ParameterizedTest
    @CsvSource({"pm_card_chargeDeclined, PAYMENT_DECLINED, generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds, PAYMENT_DECLINED, insufficient_funds",
        "pm_card_authenticationRequired, AUTHENTICATION_REQUIRED, authentication_not_handled",
        "pm_no_such_thing, PAYMENT_DECLINED, resource_missing"})
    void aDeclineIsARefusalWithStripesCode(String paymentMethod, Reason reason, String detail) throws Exception {
        order = orderWith(paymentMethod);
        assertThat(deliver(instance.authorize)).isEqualTo(new Outcome.Refused(reason, detail));
        assertThat(deliver(instance.authorize)).isEqualTo(new Outcome.Refused(reason, detail));

        order = orderWith(paymentMethod);
        assertThat(deliver(instance.charge)).isEqualTo(new Outcome.Refused(reason, detail));
        assertThat(verdict()).isEqualTo("abort");
        assertThat(charges()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"create, drop_answer", "create, status", "confirm, drop_answer", "confirm, status"})
    void aHoldWhoseAnswerWasLostIsFoundAndNotMadeAgain(String operation, String kind) throws Exception {
        provider.fault(operation, kind, 1);

        assertThatThrownBy(() -> deliver(instance.authorize)).isInstanceOf(StripeException.class);
        assertThat(deliver(instance.authorize)).isEqualTo(Outcome.done());

        assertThat(holds()).containsExactly("requires_capture");
    }

    @ParameterizedTest
    @CsvSource({"capture, drop_answer", "capture, status"})
    void aCaptureWhoseAnswerWasLostIsFoundAndNotMadeAgain(String operation, String kind) throws Exception {
        deliver(instance.authorize);
        provider.fault(operation, kind, 1);

        assertThatThrownBy(() -> deliver(instance.capture)).isInstanceOf(StripeException.class);
        assertThat(deliver(instance.capture)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
    }

    @ParameterizedTest
    @CsvSource({"confirm, drop_answer", "confirm, status"})
    void aChargeWhoseAnswerWasLostIsFoundAndNotMadeAgain(String operation, String kind) throws Exception {
        provider.fault(operation, kind, 1);

        assertThatThrownBy(() -> deliver(instance.charge)).isInstanceOf(StripeException.class);
        assertThat(deliver(instance.charge)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
    }

    @Test
    void aKeyThatStripeRefusesIsNoOutage() {
        assertThatThrownBy(() -> authorizedWith(new StripeSettings(provider.settings().base(), "wrong",
                Duration.ofSeconds(1), null)))
                .isInstanceOf(PermanentFailureException.class).hasMessageContaining("STRIPE_API_KEY");
    }

    @Test
    void stripeBeingAwayIsAnOutage() {
        assertThatThrownBy(() -> authorizedWith(new StripeSettings(URI.create("http://127.0.0.1:1"), "sk_test_local",
                Duration.ofSeconds(1), null)))
                .isInstanceOf(StripeException.class);
    }

    private Outcome authorizedWith(StripeSettings settings) throws Exception {
        try (var other = new Restarted(settings, books.database)) {
            return deliver(other.authorize);
        }
    }

    private static double unknown(String operation) {
        return instance.meters.get("waybill.payments.unknown").tag("operation", operation).counter().count();
    }

    @Test
    void whoHadToAskStripeWhatStandsIsCounted() throws Exception {
        double confirms = unknown("confirm");
        double captures = unknown("capture");
        provider.fault("confirm", "drop_answer", 1);
        assertThatThrownBy(() -> deliver(instance.authorize)).isInstanceOf(StripeException.class);
        assertThat(unknown("confirm")).isEqualTo(confirms);

        deliver(instance.authorize);
        deliver(instance.capture);

        assertThat(unknown("confirm")).isEqualTo(confirms + 1);
        assertThat(unknown("capture")).isEqualTo(captures);
        order = orderWith("pm_card_visa");
        deliver(instance.authorize);
        provider.fault("capture", "drop_answer", 1);
        assertThatThrownBy(() -> deliver(instance.capture)).isInstanceOf(StripeException.class);
        deliver(instance.capture);
        assertThat(unknown("capture")).isEqualTo(captures + 1);
    }
}
