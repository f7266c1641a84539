package io.waybill.payment;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.net.HttpClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.RefundCreateParams;
import io.waybill.contracts.Order;
import io.waybill.payment.Turns.Endpoint;
import io.waybill.runtime.PermanentFailureException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What Waybill asks of Stripe. Each call returns what definitely stands; a {@link StripeException} means that nobody knows:
 * the effect may have happened, and the intent must be looked up before anything follows from it.
 */
@Component
final class StripeApi {

    /** Parameters that come from the merchant's order: when Stripe refuses them, the order is refused. */
    private static final Set<String> OF_THE_ORDER = Set.of("payment_method", "amount", "currency");

    private static final String ORDER_ID = "order_id";
    private static final Set<String> NOT_REFUNDED = Set.of("failed", "canceled");

    private final StripeClient stripe;
    private final Turns turns;

    StripeApi(StripeSettings settings, HttpClient http, Turns turns) {
        this.turns = turns;
        String base = settings.base().toString();
        this.stripe = StripeClient.builder().setApiKey(settings.apiKey()).setApiBase(base).setConnectBase(base)
                .setFilesBase(base).setMeterEventsBase(base).setMaxNetworkRetries(0)
                .setHttpClient(http).build();
    }

    /** Intends to take the order's total. Nothing is held until it's confirmed. */
    Intent create(Order order, CaptureMethod captureMethod, String idempotencyKey) throws StripeException {
        var params = PaymentIntentCreateParams.builder()
                .setAmount(order.total())
                .setCurrency(order.currency().toLowerCase(Locale.ROOT))
                .setPaymentMethod(order.paymentMethod())
                .addPaymentMethodType("card")
                .setCaptureMethod(captureMethod)
                .putMetadata(ORDER_ID, order.id().toString())
                .build();
        return ask(Endpoint.CREATE, "", () -> stripe.v1().paymentIntents().create(params, key(idempotencyKey)));
    }

    /** Confirms. A card that wants its holder's authentication is a decline: nobody is there to give it. */
    Intent confirm(String intentId, String idempotencyKey) throws StripeException {
        var params = PaymentIntentConfirmParams.builder().setErrorOnRequiresAction(true).build();
        return ask(Endpoint.CONFIRM, intentId,
                () -> stripe.v1().paymentIntents().confirm(intentId, params, key(idempotencyKey)));
    }

    /** Takes what is held. */
    Intent capture(String intentId, String idempotencyKey) throws StripeException {
        return ask(Endpoint.CAPTURE, intentId,
                () -> stripe.v1().paymentIntents().capture(intentId, key(idempotencyKey)));
    }

    /** Cancels, which gives back what is held. An intent that can't be canceled any more is returned as it stands. */
    Intent cancel(String intentId, String idempotencyKey) throws StripeException {
        return ask(Endpoint.CANCEL, intentId,
                () -> stripe.v1().paymentIntents().cancel(intentId, key(idempotencyKey)));
    }

    Intent retrieve(String intentId) throws StripeException {
        return ask(Endpoint.RETRIEVE, intentId, () -> stripe.v1().paymentIntents().retrieve(intentId));
    }

    /** The same of an intent that somebody else named; nothing when Stripe doesn't know it, which is definite. */
    Optional<Intent> find(String intentId) throws StripeException {
        try {
            return Optional.of(intent(made(Endpoint.RETRIEVE, () -> stripe.v1().paymentIntents().retrieve(intentId))));
        } catch (InvalidRequestException e) {
            if ("resource_missing".equals(e.getCode())) {
                return Optional.empty();
            }
            throw refusedForGood(e);
        }
    }

    /**
     * Gives back all that was taken. May be called twice.
     *
     * @throws PermanentFailureException when the bank doesn't take it back, which Stripe doesn't try again
     */
    void refund(String intentId, String idempotencyKey) throws StripeException {
        var params = RefundCreateParams.builder().setPaymentIntent(intentId).build();
        try {
            Refund refund = made(Endpoint.REFUND, () -> stripe.v1().refunds().create(params, key(idempotencyKey)));
            if (refund.getStatus() != null && NOT_REFUNDED.contains(refund.getStatus())) {
                throw new PermanentFailureException("Stripe can't refund %s (%s, %s): give the money back another way"
                        .formatted(intentId, refund.getStatus(), refund.getFailureReason()));
            }
        } catch (InvalidRequestException e) {
            if (!"charge_already_refunded".equals(e.getCode())) {
                throw refusedForGood(e);
            }
        }
    }

    private Intent ask(Endpoint endpoint, String intentId, Call<PaymentIntent> call) throws StripeException {
        try {
            return intent(made(endpoint, call));
        } catch (CardException e) {
            return new Intent(intentId, Intent.Status.REQUIRES_PAYMENT_METHOD,
                    decline(e.getStripeError(), e.getCode()), null);
        } catch (InvalidRequestException e) {
            return definite(intentId, e);
        }
    }

    private <T> T made(Endpoint endpoint, Call<T> call) throws StripeException {
        turns.take(endpoint);
        try {
            return call.make();
        } catch (AuthenticationException e) {
            throw keyNotAccepted(e);
        } catch (IdempotencyException e) {
            throw new PermanentFailureException("Stripe knows the idempotency key with other parameters", e);
        }
    }

    private Intent definite(String intentId, InvalidRequestException e) throws StripeException {
        if ("payment_intent_unexpected_state".equals(e.getCode())
                || "charge_expired_for_capture".equals(e.getCode())) {
            return retrieve(intentId);
        }
        if (e.getParam() != null && OF_THE_ORDER.contains(e.getParam())) {
            return new Intent(intentId, Intent.Status.REQUIRES_PAYMENT_METHOD,
                    new Intent.Decline(Objects.requireNonNullElse(e.getCode(), "invalid_" + e.getParam()), null), null);
        }
        throw refusedForGood(e);
    }

    private static PermanentFailureException keyNotAccepted(AuthenticationException e) {
        return new PermanentFailureException("Stripe doesn't accept the key; set STRIPE_API_KEY to one that may write "
                + "PaymentIntents and refunds", e);
    }

    private static PermanentFailureException refusedForGood(InvalidRequestException e) {
        return "resource_missing".equals(e.getCode())
                ? new PermanentFailureException("Stripe doesn't know the intent; do STRIPE_API_KEY and STRIPE_API_BASE "
                        + "name the account that made it?", e)
                : new PermanentFailureException("Stripe refuses the request (%s, %s)"
                        .formatted(e.getCode(), e.getParam()), e);
    }

    private static Intent intent(PaymentIntent intent) {
        return new Intent(intent.getId(), Intent.Status.valueOf(intent.getStatus().toUpperCase(Locale.ROOT)),
                intent.getLastPaymentError() == null ? null : decline(intent.getLastPaymentError(), "declined"),
                intent.getMetadata() == null ? null : intent.getMetadata().get(ORDER_ID));
    }

    private static Intent.Decline decline(@Nullable StripeError error, @Nullable String code) {
        return new Intent.Decline(Objects.requireNonNullElse(error == null ? code : error.getCode(), "declined"),
                error == null ? null : error.getDeclineCode());
    }

    private static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    private interface Call<T> {
        T make() throws StripeException;
    }
}
