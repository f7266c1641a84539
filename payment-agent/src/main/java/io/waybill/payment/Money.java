package io.waybill.payment;

import com.stripe.exception.ApiException;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import io.waybill.contracts.Reason;
import io.waybill.payment.PaymentTable.Payment;
import io.waybill.payment.PaymentTable.State;
import io.waybill.payment.UnknownPayments.Operation;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome.Refused;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The parts of taking money that more than one agent needs. The order of things is what makes them safe: an intent is
 * created, then stored, and only then confirmed; what isn't stored can't cost anybody anything.
 */
@Component
class Money {

    private final StripeApi stripe;
    private final PaymentTable payments;
    private final UnknownPayments unknown;

    Money(StripeApi stripe, PaymentTable payments, UnknownPayments unknown) {
        this.stripe = stripe;
        this.payments = payments;
        this.unknown = unknown;
    }

    /**
     * The order's intent.
     *
     * @param lookedUp whether an earlier delivery had stored it, so that the intent is as Stripe said just now
     */
    record Stored(Intent intent, boolean lookedUp) {}

    /**
     * Creates and stores the order's intent, or looks up the one that is stored: PostgreSQL knows whether somebody tried
     * before, on whatever instance.
     *
     * @param standing the order's payment, read in this delivery; null when there is none
     * @return empty when the order has been undone, and nothing is held for it
     */
    Optional<Stored> intend(Delivery delivery, @Nullable Payment standing, CaptureMethod captureMethod)
            throws StripeException {
        if (standing != null && (standing.intentId() != null || standing.state() == State.UNDONE)) {
            return lookUp(standing);
        }
        Intent created = create(delivery, standing == null ? 0 : standing.generation(), captureMethod);
        if (created.decline() != null || payments.store(delivery.orderId(), created.id())) {
            return Optional.of(new Stored(created, false));
        }
        Payment other = payments.find(delivery.orderId()).orElseThrow();
        if (!created.id().equals(other.intentId())) {
            stripe.cancel(created.id(), delivery.idempotencyKey("cancel:" + created.id()));
        }
        return lookUp(other);
    }

    private Optional<Stored> lookUp(Payment standing) throws StripeException {
        return standing.intentId() == null || standing.state() == State.UNDONE
                ? Optional.empty()
                : Optional.of(new Stored(lookUp(standing.intentId(), Operation.CONFIRM), true));
    }

    /** How the intent stands, after a try of which nobody knows whether it happened. */
    Intent lookUp(String intentId, Operation tried) throws StripeException {
        unknown.asked(tried);
        return stripe.retrieve(intentId);
    }

    /**
     * Stripe answers a key with its first 500 for 24 h. There is no id yet by which to ask what became of it, and no need to:
     * an intent that was created nevertheless holds nothing, and is never confirmed.
     */
    private Intent create(Delivery delivery, int generation, CaptureMethod captureMethod) throws StripeException {
        try {
            return stripe.create(delivery.order(), captureMethod, delivery.idempotencyKey("create:" + generation));
        } catch (ApiException e) {
            if (e.getStatusCode() >= 500) {
                payments.raiseGeneration(delivery.orderId());
            }
            throw e;
        }
    }

    /** Confirms unless that has been done. An answer that was lost has been looked up, never guessed. */
    Intent confirm(Delivery delivery, Stored stored) throws StripeException {
        return stored.intent().status() != Intent.Status.REQUIRES_CONFIRMATION
                ? stored.intent()
                : stripe.confirm(stored.intent().id(), key(delivery, "confirm", stored.lookedUp()));
    }

    /**
     * An idempotency key. Stripe answers a key with the first answer for 24 h, also when that was a 500
     * (<a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>), so a try after a look-up that
     * showed no effect needs a key of its own.
     */
    String key(Delivery delivery, String step, boolean lookedUp) {
        return lookedUp ? newKey(delivery.orderId(), step) : delivery.idempotencyKey(step + ":0");
    }

    /** An idempotency key that nobody has used, for after a look-up that showed no effect. */
    String newKey(UUID orderId, String step) {
        return orderId + ":" + step + ":" + payments.raiseGeneration(orderId);
    }

    /**
     * Sees to it that nothing can be taken through the intent any more.
     *
     * @return what stands: canceled, or succeeded when the money had been taken before
     */
    Intent cancel(UUID orderId, String intentId) throws StripeException {
        return cancel(orderId, stripe.retrieve(intentId));
    }

    /** The same for an intent that was just looked up. */
    Intent cancel(UUID orderId, Intent intent) throws StripeException {
        boolean over = intent.status() == Intent.Status.CANCELED || intent.status() == Intent.Status.SUCCEEDED;
        return over ? intent : stripe.cancel(intent.id(), newKey(orderId, "cancel"));
    }

    static Refused refusal(Intent.@Nullable Decline decline) {
        if (decline == null) {
            return new Refused(Reason.PAYMENT_DECLINED, "declined");
        }
        return new Refused(decline.asksForAuthentication() ? Reason.AUTHENTICATION_REQUIRED : Reason.PAYMENT_DECLINED,
                decline.detail());
    }

    /** Why an intent that is canceled was: its card was declined before, or else the hold has expired. */
    static Refused refusalOfCanceled(Intent intent) {
        return intent.decline() == null ? new Refused(Reason.AUTHORIZATION_EXPIRED, null) : refusal(intent.decline());
    }

    static IllegalStateException undecided(Intent intent) {
        return new IllegalStateException("Stripe hasn't decided yet: the intent is " + intent.status());
    }
}
