package io.waybill.payment;

import com.stripe.exception.StripeException;
import io.waybill.contracts.Reason;
import io.waybill.payment.GiveBack.Given;
import io.waybill.payment.PaymentTable.Payment;
import io.waybill.payment.PaymentTable.State;
import io.waybill.payment.WebhookEvents.Effect;
import io.waybill.payment.WebhookEvents.Look;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A second line behind the agents, who ask Stripe themselves and need no word from it: money that came in for an order that is
 * undone, or through an intent that isn't the order's own, is given back. May be called twice with the same event, and at once:
 * Stripe is asked how things stand, nothing can be given back twice, and event and note are kept in one commit.
 */
@Component
class LatePayment {

    private static final Logger LOG = LoggerFactory.getLogger(LatePayment.class);

    private final StripeApi stripe;
    private final GiveBack giveBack;
    private final PaymentTable payments;
    private final WebhookEvents events;
    private final Decisions decisions;

    LatePayment(StripeApi stripe, GiveBack giveBack, PaymentTable payments, WebhookEvents events, Decisions decisions) {
        this.stripe = stripe;
        this.giveBack = giveBack;
        this.payments = payments;
        this.events = events;
        this.decisions = decisions;
    }

    /**
     * @throws StripeException or anything else when it isn't seen to: the event must come again
     */
    Effect told(WebhookEvent event) throws StripeException {
        Look look = events.look(event);
        if (look.effect() != null) {
            return look.effect();
        }
        if (event.intentId() == null || !event.isSuccess()) {
            events.keep(event, Effect.IGNORED);
            return Effect.IGNORED;
        }
        if (look.payment() != null && look.payment().state() != State.UNDONE) {
            return Effect.UNDER_WAY;
        }
        Optional<Intent> intent = stripe.find(event.intentId());
        return intent.isPresent() ? asked(event, intent.get(), look) : unknown(event);
    }

    /** To say so again would change nothing. Not kept: with the key of the account that made it, it may be sent once more. */
    private static Effect unknown(WebhookEvent event) {
        LOG.warn("Stripe's event {} is about {}, which Stripe doesn't know; do STRIPE_API_KEY and STRIPE_API_BASE name "
                + "the account that made it?", event.id(), event.intentId());
        return Effect.UNKNOWN;
    }

    private Effect asked(WebhookEvent event, Intent intent, Look look) throws StripeException {
        @Nullable
        UUID orderId = look.orderId() != null ? look.orderId() : orderOf(intent);
        if (orderId == null) {
            events.keep(event, Effect.IGNORED);
            return Effect.IGNORED;
        }
        @Nullable
        Payment payment = look.payment() != null ? look.payment() : payments.find(orderId).orElse(null);
        if (payment == null || isUnderWay(orderId, payment, intent)) {
            return Effect.UNDER_WAY;
        }
        return gaveBack(event, orderId, giveBack.giveBack(orderId, intent));
    }

    /** The account may have other users, with orders of their own. */
    private static @Nullable UUID orderOf(Intent intent) {
        try {
            return intent.orderId() == null ? null : UUID.fromString(intent.orderId());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /**
     * An intent that can't become the order's own any more is an orphan, whatever becomes of the order. The order's own stays
     * as long as commit stands, even if the row says undone: the pivot may have been on its way to refuse, and may still find
     * that the money was taken.
     */
    private boolean isUnderWay(UUID orderId, Payment payment, Intent intent) {
        if (!intent.id().equals(payment.intentId())) {
            return payment.intentId() == null && payment.state() != State.UNDONE;
        }
        // Whoever marked it as undone asked for the decision before, so this only reads it.
        return payment.state() != State.UNDONE
                || decisions.abort(orderId, Reason.DEPENDENCY_FAILED.code(), null).verdict() == Decision.COMMIT;
    }

    private Effect gaveBack(WebhookEvent event, UUID orderId, Given given) {
        Effect effect = switch (given) {
            case NOTHING -> Effect.NOTHING;
            case HELD -> Effect.VOIDED;
            case TAKEN -> Effect.REFUNDED;
        };
        if (given == Given.NOTHING) {
            events.keep(event, effect);
        } else {
            events.keep(event, effect, orderId, "Stripe told by %s that %s had succeeded".formatted(event.id(),
                    event.intentId()));
        }
        return effect;
    }
}
