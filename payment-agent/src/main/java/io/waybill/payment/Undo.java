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
    private final GiveBack giveBack;
    private final PaymentTable payments;
    private final Decisions decisions;

    Undo(StripeApi stripe, GiveBack giveBack, PaymentTable payments, Decisions decisions) {
        this.stripe = stripe;
        this.giveBack = giveBack;
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
            giveBack.giveBack(delivery.orderId(), stripe.retrieve(intentId.get()));
        }
        return Outcome.done();
    }
}
