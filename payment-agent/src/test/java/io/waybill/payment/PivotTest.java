package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Outcome;
import org.junit.jupiter.api.Test;

/** Who decides whether money is taken, and what is said when it isn't. */
class PivotTest extends OnStripe {

    @Test
    void whenAbortStandsNothingIsTakenAndTheRefusalSaysWhy() throws Exception {
        deliver(instance.authorize);
        abort(Reason.FRAUD);

        assertThat(deliver(instance.capture)).isEqualTo(new Outcome.Refused(Reason.FRAUD, "because"));
        assertThat(deliver(instance.charge)).isEqualTo(new Outcome.Refused(Reason.FRAUD, "because"));

        assertThat(charges()).isEmpty();
    }

    @Test
    void anExpiredHoldTurnsTheDecisionOnlyAfterItIsSeenCanceled() throws Exception {
        deliver(instance.authorize);
        provider.expireHold(order.id());

        assertThat(deliver(instance.capture)).isEqualTo(new Outcome.Refused(Reason.AUTHORIZATION_EXPIRED, null));

        assertThat(verdict()).isEqualTo("abort");
        assertThat(deliver(instance.capture)).isEqualTo(new Outcome.Refused(Reason.AUTHORIZATION_EXPIRED, null));
    }

    @Test
    void aDeclinedChargeIsCanceledBeforeTheDecisionIsTurned() throws Exception {
        order = orderWith("pm_card_chargeDeclined");
        provider.fault("cancel", "status", 1);

        assertThatThrownBy(() -> deliver(instance.charge)).isInstanceOf(StripeException.class);
        assertThat(verdict()).isEqualTo("commit");

        assertThat(deliver(instance.charge)).isEqualTo(new Outcome.Refused(Reason.PAYMENT_DECLINED, "generic_decline"));
        assertThat(verdict()).isEqualTo("abort");
    }

    /** The one who comes second sees a canceled intent, and no longer why it was. */
    @Test
    void ofTwoThatTakeNoMoneyBothSayWhatTheFirstSaw() throws Exception {
        deliver(instance.authorize);
        provider.expireHold(order.id());
        instance.payments.commit(order.id());
        new Decisions(books.database).flip(order.id(), "payment_declined", "insufficient_funds");

        Outcome second = instance.pivot.refuse(Restarted.first(instance.capture, order),
                new Outcome.Refused(Reason.AUTHORIZATION_EXPIRED, null));

        assertThat(second).isEqualTo(new Outcome.Refused(Reason.PAYMENT_DECLINED, "insufficient_funds"));
    }

    @Test
    void aCrashBetweenCancelAndFlipKeepsTheMerchantsReason() throws Exception {
        order = orderWith("pm_card_chargeDeclinedInsufficientFunds");
        provider.fault("cancel", "drop_answer", 1); // canceled, but nobody heard it
        assertThatThrownBy(() -> deliver(instance.charge)).isInstanceOf(StripeException.class);
        assertThat(verdict()).isEqualTo("commit");

        assertThat(deliver(instance.charge))
                .isEqualTo(new Outcome.Refused(Reason.PAYMENT_DECLINED, "insufficient_funds"));
        assertThat(verdict()).isEqualTo("abort");
    }
}
