package io.waybill.simulators;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error as Stripe's API returns it, https://docs.stripe.com/api/errors. */
final class StripeError extends RuntimeException {

    private final int status;
    private final transient Map<String, Object> fields;

    private StripeError(int status, Map<String, Object> fields) {
        super((String) fields.get("message"), null, false, false);
        this.status = status;
        this.fields = fields;
    }

    static StripeError of(int status, String type, String message) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("message", message);
        fields.put("type", type);
        return new StripeError(status, fields);
    }

    static StripeError invalid(String message) {
        return of(400, "invalid_request_error", message);
    }

    StripeError code(String code) {
        return with("code", code).with("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }

    StripeError param(String name) {
        return with("param", name);
    }

    StripeError about(PaymentIntent intent) {
        return with("payment_intent", StripeJson.intent(intent));
    }

    StripeError with(String field, Object value) {
        var more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new StripeError(status, more);
    }

    int status() {
        return status;
    }

    Map<String, Object> fields() {
        return fields;
    }
}
