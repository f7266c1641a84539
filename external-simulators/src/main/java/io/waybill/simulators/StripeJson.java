package io.waybill.simulators;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stripe's objects in the shape of the API reference, without the fields that Waybill can never set. */
final class StripeJson {

    private StripeJson() {}

    /** https://docs.stripe.com/api/payment_intents/object. */
    static Map<String, @Nullable Object> intent(PaymentIntent intent) {
        var terms = intent.terms();
        var state = intent.state();
        var charge = state.charge();
        var json = object(intent.id(), "payment_intent");
        json.put("amount", terms.amount());
        json.put("amount_capturable", state.status() == IntentStatus.REQUIRES_CAPTURE ? terms.amount() : 0);
        json.put("amount_received", charge == null ? 0 : charge.captured());
        json.put("canceled_at", state.cancellation() == null ? null : state.cancellation().at().getEpochSecond());
        json.put("cancellation_reason", state.cancellation() == null ? null : state.cancellation().reason());
        json.put("capture_method", terms.capture().label());
        json.put("client_secret", intent.id() + "_secret_" + intent.id().substring(intent.id().length() - 12));
        json.put("confirmation_method", "automatic");
        json.put("created", intent.created().getEpochSecond());
        json.put("currency", terms.currency());
        json.put("last_payment_error", state.lastError());
        json.put("latest_charge", charge == null ? null : charge.id());
        json.put("livemode", false);
        json.put("metadata", terms.metadata());
        json.put("next_action", state.status() == IntentStatus.REQUIRES_ACTION ? nextAction() : null);
        json.put("payment_method", state.paymentMethod());
        json.put("payment_method_types", terms.methods());
        json.put("status", state.status().label());
        return json;
    }

    /** https://docs.stripe.com/api/charges/object. */
    static @Nullable Map<String, @Nullable Object> charge(PaymentIntent intent) {
        var charge = intent.state().charge();
        if (charge == null) {
            return null;
        }
        var json = object(charge.id(), "charge");
        json.put("amount", intent.terms().amount());
        json.put("amount_captured", charge.captured());
        json.put("amount_refunded", charge.refunded());
        json.put("captured", charge.status() == Charge.Status.CAPTURED);
        json.put("created", charge.at().getEpochSecond());
        json.put("currency", intent.terms().currency());
        json.put("livemode", false);
        json.put("metadata", intent.terms().metadata());
        json.put("paid", charge.status() != Charge.Status.FAILED);
        json.put("payment_intent", intent.id());
        json.put("refunded", charge.captured() > 0 && charge.refundable() == 0);
        json.put("status", charge.status() == Charge.Status.FAILED ? "failed" : "succeeded");
        return json;
    }

    /** https://docs.stripe.com/api/refunds/object. */
    static Map<String, @Nullable Object> refund(Refund refund) {
        var json = object(refund.id(), "refund");
        json.put("amount", refund.source().amount());
        json.put("charge", refund.source().chargeId());
        json.put("created", refund.created().getEpochSecond());
        json.put("currency", refund.intent().terms().currency());
        json.put("metadata", refund.request().metadata());
        json.put("payment_intent", refund.intent().id());
        json.put("reason", refund.request().reason());
        json.put("status", "succeeded");
        return json;
    }

    /** The part of https://docs.stripe.com/api/payment_methods/object that errors carry. */
    static Map<String, @Nullable Object> paymentMethod(String id) {
        var json = object(id, "payment_method");
        json.put("type", id.startsWith("pm_card") ? "card" : "us_bank_account");
        return json;
    }

    /** https://docs.stripe.com/api/pagination, and with next_page https://docs.stripe.com/api/pagination/search. */
    static Map<String, @Nullable Object> list(String object, String url, List<?> data, boolean more) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("object", object);
        json.put("url", url);
        json.put("has_more", more);
        json.put("data", data);
        return json;
    }

    static String upper(String currency) {
        return currency.toUpperCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> nextAction() {
        return Map.of("type", "use_stripe_sdk", "use_stripe_sdk", Map.of("type", "three_d_secure_redirect"));
    }

    private static Map<String, @Nullable Object> object(String id, String kind) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", id);
        json.put("object", kind);
        return json;
    }
}
