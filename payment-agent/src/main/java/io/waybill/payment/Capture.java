package io.waybill.payment;

import com.stripe.exception.StripeException;
import io.waybill.contracts.Reason;
import io.waybill.payment.PaymentTable.Asked;
import io.waybill.payment.PaymentTable.Payment;
import io.waybill.payment.PaymentTable.State;
import io.waybill.payment.UnknownPayments.Operation;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.Outcome.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes what is held, when stock, fraud and the hold have all said yes. This is the pivot: from here on the order goes
 * forward.
 */
@Component
class Capture implements Agent {

    private static final Refused EXPIRED = new Refused(Reason.AUTHORIZATION_EXPIRED, null);

    private final StripeApi stripe;
    private final Money money;
    private final Pivot pivot;

    Capture(StripeApi stripe, Money money, Pivot pivot) {
        this.stripe = stripe;
        this.money = money;
        this.pivot = pivot;
    }

    @Override
    public String name() {
        return "payment_capture";
    }

    @Override
    public Outcome handle(Delivery delivery) throws StripeException {
        Asked asked = pivot.commit(delivery);
        if (!Pivot.isCommitted(asked)) {
            return Pivot.undone(asked.standing());
        }
        @Nullable
        Payment payment = asked.before();
        if (payment == null || payment.intentId() == null) {
            return pivot.refuse(delivery, EXPIRED);
        }
        if (payment.state() == State.CAPTURED) {
            return Outcome.done();
        }
        Intent intent = capture(delivery, payment.intentId(), payment.state() != State.INTENDED);
        return switch (intent.status()) {
            case SUCCEEDED -> pivot.taken(delivery);
            case REQUIRES_PAYMENT_METHOD, REQUIRES_ACTION ->
                pivot.refuse(delivery, intent.id(), Money.refusal(intent.decline()));
            case CANCELED, REQUIRES_CONFIRMATION ->
                pivot.refuse(delivery, intent.id(), Money.refusalOfCanceled(intent));
            case REQUIRES_CAPTURE, PROCESSING -> throw Money.undecided(intent);
        };
    }

    /** @param triedBefore whether an earlier try may have taken the money already: then Stripe is asked first */
    private Intent capture(Delivery delivery, String intentId, boolean triedBefore) throws StripeException {
        if (triedBefore) {
            Intent intent = money.lookUp(intentId, Operation.CAPTURE);
            if (intent.status() != Intent.Status.REQUIRES_CAPTURE) {
                return intent;
            }
        }
        return stripe.capture(intentId, money.key(delivery, "capture", triedBefore));
    }
}
