package io.waybill.payment;

import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import io.waybill.contracts.Reason;
import io.waybill.payment.Money.Stored;
import io.waybill.payment.PaymentTable.Asked;
import io.waybill.payment.PaymentTable.State;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.Outcome.Refused;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds and takes in one call, for pipelines without a hold: the pivot, after stock and fraud have said yes. */
@Component
class Charge implements Agent {

    private static final Refused EXPIRED = new Refused(Reason.AUTHORIZATION_EXPIRED, null);

    private final Money money;
    private final Pivot pivot;

    Charge(Money money, Pivot pivot) {
        this.money = money;
        this.pivot = pivot;
    }

    @Override
    public String name() {
        return "payment_agent";
    }

    @Override
    public Outcome handle(Delivery delivery) throws StripeException {
        Asked asked = pivot.commit(delivery);
        if (!Pivot.isCommitted(asked)) {
            return Pivot.undone(asked.standing());
        }
        if (asked.before() != null && asked.before().state() == State.CAPTURED) {
            return Outcome.done();
        }
        Optional<Stored> stored = money.intend(delivery, asked.before(), CaptureMethod.AUTOMATIC);
        if (stored.isEmpty()) {
            return pivot.refuse(delivery, EXPIRED);
        }
        Intent intent = money.confirm(delivery, stored.get());
        return switch (intent.status()) {
            case SUCCEEDED -> pivot.taken(delivery);
            case REQUIRES_PAYMENT_METHOD, REQUIRES_ACTION -> intent.id().isEmpty()
                    ? pivot.refuse(delivery, Money.refusal(intent.decline()))
                    : pivot.refuse(delivery, intent.id(), Money.refusal(intent.decline()));
            case CANCELED -> pivot.refuse(delivery, intent.id(), Money.refusalOfCanceled(intent));
            case REQUIRES_CONFIRMATION, REQUIRES_CAPTURE, PROCESSING -> throw Money.undecided(intent);
        };
    }
}
