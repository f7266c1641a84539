package io.waybill.payment;

import com.stripe.exception.StripeException;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Gives everything back: cancels what is held, refunds what was taken, and leaves a tombstone where nothing was intended
 * yet. Only when abort stands.
 */
@Component
class Undo implements Agent {

    private final StripeApi stripe;
    private final Money money;
    private final PaymentTable payments;
    private final Decisions decisions;

    Undo(StripeApi stripe, Money money, PaymentTable payments, Decisions decisions) {
        this.stripe = stripe;
        this.money = money;
        this.payments = payments;
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return "payment_rollback";
    }

    @Override
    public Outcome handle(Delivery delivery) throws StripeException {
        if (decisions.abort(delivery.orderId(), Reason.DEPENDENCY_FAILED.code(), null).verdict() == Decision.COMMIT) {
            return Outcome.done();
        }
        Optional<String> intentId = payments.undone(delivery.orderId());
        if (intentId.isPresent()) {
            giveBack(delivery, intentId.get());
        }
        return Outcome.done();
    }

    private void giveBack(Delivery delivery, String intentId) throws StripeException {
        Intent intent = money.cancel(delivery, intentId);
        switch (intent.status()) {
            case CANCELED -> {}
            // A full refund can't happen twice, whatever the key: Stripe refuses the second.
            case SUCCEEDED -> stripe.refund(intentId, money.key(delivery, "refund", delivery.attempt() > 1));
            default -> throw Money.undecided(intent);
        }
    }
}
