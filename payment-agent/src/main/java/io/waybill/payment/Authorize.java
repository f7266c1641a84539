package io.waybill.payment;

import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import io.waybill.contracts.Reason;
import io.waybill.payment.Money.Stored;
import io.waybill.payment.PaymentTable.Payment;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds the order's total on the card, beside stock and fraud. Giving a hold back is free, so nothing is lost when one of
 * them refuses.
 */
@Component
class Authorize implements Agent {

    private final Money money;
    private final PaymentTable payments;

    Authorize(Money money, PaymentTable payments) {
        this.money = money;
        this.payments = payments;
    }

    @Override
    public String name() {
        return "payment_authorize";
    }

    @Override
    public Outcome handle(Delivery delivery) throws StripeException {
        @Nullable
        Payment standing = payments.find(delivery.orderId()).orElse(null);
        Optional<Stored> stored = money.intend(delivery, standing, CaptureMethod.MANUAL);
        if (stored.isEmpty()) {
            return Outcome.refused(Reason.PAYMENT_DECLINED, "undone");
        }
        Intent intent = money.confirm(delivery, stored.get());
        return switch (intent.status()) {
            case REQUIRES_CAPTURE, SUCCEEDED -> Outcome.done();
            case CANCELED -> Outcome.refused(Reason.AUTHORIZATION_EXPIRED, "canceled");
            case REQUIRES_PAYMENT_METHOD, REQUIRES_ACTION -> Money.refusal(intent.decline());
            case REQUIRES_CONFIRMATION, PROCESSING -> throw Money.undecided(intent);
        };
    }
}
