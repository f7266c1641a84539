package io.waybill.payment;

import com.stripe.exception.StripeException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives back what an intent has taken or holds. Stripe is asked first, so this may be called twice, by anybody, and after any
 * answer was lost. A full refund can't happen twice, whatever the key: Stripe refuses the second.
 */
@Component
class GiveBack {

    private final StripeApi stripe;
    private final Money money;

    GiveBack(StripeApi stripe, Money money) {
        this.stripe = stripe;
        this.money = money;
    }

    /** What there was to give back. */
    enum Given {
        NOTHING, HELD, TAKEN
    }

    /**
     * @param seen the intent as it was just looked up
     * @throws io.waybill.runtime.PermanentFailureException when Stripe refuses for good: then a person has to see to it
     */
    Given giveBack(UUID orderId, Intent seen) throws StripeException {
        Intent intent = money.cancel(orderId, seen);
        return switch (intent.status()) {
            case CANCELED -> seen.status() == Intent.Status.REQUIRES_CAPTURE ? Given.HELD : Given.NOTHING;
            case SUCCEEDED -> {
                stripe.refund(intent.id(), money.newKey(orderId, "refund"));
                yield Given.TAKEN;
            }
            default -> throw Money.undecided(intent);
        };
    }
}
