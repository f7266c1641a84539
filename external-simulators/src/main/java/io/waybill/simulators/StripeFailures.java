package io.waybill.simulators;

/** Stripe's errors for a bare HTTP status, https://docs.stripe.com/api/errors: what injected faults answer. */
final class StripeFailures {

    private StripeFailures() {}

    static StripeError of(int status) {
        return switch (status) {
            case 401 -> StripeError.of(status, "invalid_request_error", "Invalid API Key provided.");
            case 409 -> StripeError.of(status, "invalid_request_error",
                    "There is currently another in-progress request using this Idempotency-Key.")
                    .code("idempotency_key_in_use");
            case 429 ->
                StripeError.of(status, "invalid_request_error", "Request rate limit exceeded. You can learn more"
                        + " about rate limits here https://stripe.com/docs/rate-limits.").code("rate_limit");
            default -> status >= 500
                    ? StripeError.of(status, "api_error", "An unknown error occurred.")
                    : StripeError.of(status, "invalid_request_error", "The request was refused by an injected fault.");
        };
    }
}
