package io.waybill.payment;

import com.stripe.exception.StripeException;
import io.waybill.contracts.Reason;
import io.waybill.payment.PaymentTable.Asked;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.Outcome.Refused;
import org.springframework.stereotype.Component;

/**
 * How the point of no return is passed, and how it's refused. Commit is asked for before money is taken; it's turned into
 * abort only here, and only after the intent has been seen canceled at Stripe. So when the pivot refuses, abort stands.
 */
@Component
class Pivot {

    private final Money money;
    private final PaymentTable payments;
    private final Decisions decisions;

    Pivot(Money money, PaymentTable payments, Decisions decisions) {
        this.money = money;
        this.payments = payments;
        this.decisions = decisions;
    }

    Asked commit(Delivery delivery) {
        return payments.commit(delivery.orderId());
    }

    static boolean isCommitted(Asked asked) {
        return asked.standing().verdict() == Decision.COMMIT;
    }

    /** What the pivot says of an order that is being undone already. */
    static Outcome undone(Standing standing) {
        Reason reason = Reason.find(String.valueOf(standing.reason())).orElse(Reason.DEPENDENCY_FAILED);
        return Outcome.refused(reason, standing.detail());
    }

    Outcome taken(Delivery delivery) {
        payments.captured(delivery.orderId());
        return Outcome.done();
    }

    /** Money can't be taken: cancel first, flip second; but when it turns out to have been taken, that is the outcome. */
    Outcome refuse(Delivery delivery, String intentId, Refused refusal) throws StripeException {
        Intent intent = money.cancel(delivery.orderId(), intentId);
        return switch (intent.status()) {
            case SUCCEEDED -> taken(delivery);
            case CANCELED -> flip(delivery, refusal);
            default -> throw Money.undecided(intent);
        };
    }

    /** There is no intent; the tombstone sees to it that none comes late. */
    Outcome refuse(Delivery delivery, Refused refusal) throws StripeException {
        var stored = payments.undone(delivery.orderId());
        return stored.isPresent() ? refuse(delivery, stored.get(), refusal) : flip(delivery, refusal);
    }

    /** Another delivery may have flipped before, for a reason that it saw and this one can't see any more. */
    private Outcome flip(Delivery delivery, Refused refusal) {
        return undone(decisions.flip(delivery.orderId(), refusal.reason().code(), refusal.detail()));
    }
}
