package io.waybill.simulators;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of https://docs.stripe.com/api/payment_intents/create and its siblings. Documented parameters
 * that make no difference here are accepted and ignored, undocumented ones refused, as Stripe does.
 */
final class IntentParameters {

    private static final Set<String> CREATE = Set.of(
            "amount", "automatic_payment_methods", "capture_method", "confirm", "confirmation_method",
            "confirmation_token", "currency", "customer", "description", "error_on_requires_action",
            "excluded_payment_method_types", "expand", "hooks", "mandate", "mandate_data", "metadata", "off_session",
            "payment_details", "payment_method", "payment_method_configuration", "payment_method_data",
            "payment_method_options", "payment_method_types", "radar_options", "receipt_email", "return_url",
            "setup_future_usage", "shipping", "statement_descriptor", "statement_descriptor_suffix", "use_stripe_sdk");
    private static final Set<String> CONFIRM = Set.of(
            "capture_method", "error_on_requires_action", "expand", "mandate_data", "off_session", "payment_method",
            "payment_method_data", "payment_method_options", "payment_method_types", "radar_options", "receipt_email",
            "return_url", "setup_future_usage", "shipping", "use_stripe_sdk");
    private static final Set<String> CAPTURE = Set.of(
            "amount_to_capture", "expand", "final_capture", "metadata", "statement_descriptor",
            "statement_descriptor_suffix");
    private static final Set<String> CAPTURE_METHODS = Set.of("automatic", "automatic_async", "manual");
    private static final Set<String> CANCELLATION_REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer",
            "abandoned");

    private IntentParameters() {}

    static PaymentIntent.Terms terms(Form form) {
        form.allowing(CREATE);
        refuseCardData(form);
        long amount = form.requiredPositive("amount");
        var currency = currency(form);
        Amounts.check(amount, currency);
        var capture = form.oneOf("capture_method", CAPTURE_METHODS);
        return new PaymentIntent.Terms(amount, currency,
                capture == null ? CaptureMethod.AUTOMATIC : CaptureMethod.valueOf(capture.toUpperCase(Locale.ROOT)),
                methods(form), metadata(form));
    }

    static Confirm.Attempt attempt(Form form) {
        return new Confirm.Attempt(paymentMethod(form), presence(form));
    }

    static Form forConfirm(Form form) {
        refuseCardData(form);
        return form.allowing(CONFIRM);
    }

    static @Nullable String cancellationReason(Form form) {
        form.allowing(Set.of("cancellation_reason", "expand"));
        return form.oneOf("cancellation_reason", CANCELLATION_REASONS);
    }

    static @Nullable Long captureAmount(Form form) {
        return form.allowing(CAPTURE).positive("amount_to_capture");
    }

    /** https://docs.stripe.com/metadata: up to 50 keys of 40 characters, values of 500. */
    static Map<String, String> metadata(Form form) {
        var metadata = form.map("metadata");
        if (metadata.size() > 50) {
            throw StripeErrors.invalid("metadata", "Metadata can have at most 50 keys");
        }
        metadata.forEach((key, value) -> {
            if (key.length() > 40 || value.length() > 500) {
                throw StripeErrors.invalid("metadata[" + key + "]",
                        "Metadata keys can have up to 40 characters and values up to 500");
            }
        });
        return metadata;
    }

    /** Null when none is given; one that doesn't exist is refused with 400, as parameters are. */
    private static @Nullable String paymentMethod(Form form) {
        var method = form.text("payment_method");
        if (method != null && !TestPaymentMethods.exists(method)) {
            throw StripeErrors.noSuch(400, "PaymentMethod", method, "payment_method");
        }
        return method;
    }

    private static Confirm.Presence presence(Form form) {
        if (form.flag("error_on_requires_action")) {
            return Confirm.Presence.ERROR_ON_REQUIRES_ACTION;
        }
        // one_off and recurring are the documented alternatives to true
        var offSession = form.oneOf("off_session", Set.of("true", "false", "one_off", "recurring"));
        return offSession == null || offSession.equals("false")
                ? Confirm.Presence.ON_SESSION
                : Confirm.Presence.OFF_SESSION;
    }

    private static String currency(Form form) {
        var currency = form.required("currency").toLowerCase(Locale.ROOT);
        if (!Amounts.isCurrency(currency)) {
            throw StripeErrors.invalid("currency", "Invalid currency: " + currency);
        }
        return currency;
    }

    private static List<String> methods(Form form) {
        var types = form.list("payment_method_types");
        var automatic = form.map("automatic_payment_methods");
        if (!types.isEmpty() && "true".equals(automatic.get("enabled"))) {
            throw StripeErrors.invalid("payment_method_types",
                    "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.");
        }
        return types.isEmpty() ? List.of("card") : types;
    }

    private static void refuseCardData(Form form) {
        if (form.map("payment_method_data").keySet().stream().anyMatch(key -> key.startsWith("card]"))) {
            throw StripeErrors.rawCardData();
        }
    }
}
