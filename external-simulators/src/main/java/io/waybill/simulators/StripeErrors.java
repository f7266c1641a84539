package io.waybill.simulators;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The errors that Waybill can meet, by the names of https://docs.stripe.com/error-codes. The wording follows Stripe's;
 * clients should decide by code.
 */
final class StripeErrors {

    private static final String UNEXPECTED_STATE = "payment_intent_unexpected_state";

    private StripeErrors() {}

    static StripeError missing(String param) {
        return StripeError.invalid("Missing required param: " + param + ".").code("parameter_missing").param(param);
    }

    static StripeError unknownParameter(String param) {
        return StripeError.invalid("Received unknown parameter: " + param).code("parameter_unknown").param(param);
    }

    static StripeError empty(String param) {
        return StripeError
                .invalid("You passed an empty string for '" + param + "'. We assume empty values are an attempt"
                        + " to unset a parameter; however '" + param + "' cannot be unset.")
                .code("parameter_invalid_empty")
                .param(param);
    }

    static StripeError notAnInteger(String param, String value) {
        return StripeError.invalid("Invalid integer: " + value).code("parameter_invalid_integer").param(param);
    }

    static StripeError invalid(String param, String message) {
        return StripeError.invalid(message).param(param);
    }

    static StripeError noSuch(int status, String kind, String id, String param) {
        return StripeError.of(status, "invalid_request_error", "No such " + kind + ": '" + id + "'")
                .code("resource_missing")
                .param(param);
    }

    /** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
    static StripeError amountTooSmall(String least) {
        return StripeError.invalid("Amount must be at least " + least).code("amount_too_small").param("amount");
    }

    static StripeError amountTooLarge(String most) {
        return StripeError.invalid("Amount must be no more than " + most).code("amount_too_large").param("amount");
    }

    /** https://docs.stripe.com/security/guide: card numbers go from the customer to Stripe, never through a server. */
    static StripeError rawCardData() {
        return StripeError.of(402, "invalid_request_error", "Sending credit card numbers directly to the Stripe API is"
                + " generally unsafe. We suggest you use test tokens that map to the test card you are using, see"
                + " https://stripe.com/docs/testing.");
    }

    static StripeError missingPaymentMethod() {
        return StripeError.invalid("You cannot confirm this PaymentIntent because it's missing a payment method. Update"
                + " the PaymentIntent with a payment method and then confirm it again.").code(UNEXPECTED_STATE);
    }

    static StripeError cannotConfirm(IntentStatus status) {
        return StripeError.invalid(status == IntentStatus.SUCCEEDED
                ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
                : "You cannot confirm this PaymentIntent because it has a status of " + status.label() + ". Only a"
                        + " PaymentIntent with one of the following statuses may be confirmed: "
                        + labels(IntentStatus.REQUIRES_PAYMENT_METHOD, IntentStatus.REQUIRES_CONFIRMATION,
                                IntentStatus.REQUIRES_ACTION)
                        + ".")
                .code(UNEXPECTED_STATE);
    }

    static StripeError cannotCapture(IntentStatus status) {
        return StripeError.invalid("This PaymentIntent could not be captured because it has a status of "
                + status.label() + ". Only a PaymentIntent with one of the following statuses may be captured:"
                + " requires_capture.").code(UNEXPECTED_STATE);
    }

    static StripeError cannotCancel(IntentStatus status) {
        return StripeError.invalid("You cannot cancel this PaymentIntent because it has a status of " + status.label()
                + ". Only a PaymentIntent with one of the following statuses may be canceled: "
                + labels(IntentStatus.REQUIRES_PAYMENT_METHOD, IntentStatus.REQUIRES_CAPTURE,
                        IntentStatus.REQUIRES_CONFIRMATION, IntentStatus.REQUIRES_ACTION, IntentStatus.PROCESSING)
                + ".").code(UNEXPECTED_STATE);
    }

    static StripeError captureTooLarge() {
        return StripeError.invalid("The requested capture amount is greater than the remaining amount you can capture"
                + " for this PaymentIntent.").code("amount_too_large").param("amount_to_capture");
    }

    static StripeError nothingToRefund(String intent) {
        return invalid("payment_intent",
                "This PaymentIntent (" + intent + ") does not have a successful charge to refund.");
    }

    static StripeError alreadyRefunded(String charge) {
        return StripeError.invalid("Charge " + charge + " has already been refunded.").code("charge_already_refunded");
    }

    /** Stripe gives this one no code. */
    static StripeError refundTooLarge(long asked, long left, String currency) {
        return invalid("amount", "Refund amount (" + Amounts.text(asked, currency)
                + ") is greater than unrefunded amount on charge (" + Amounts.text(left, currency) + ")");
    }

    /** https://docs.stripe.com/declines/codes. */
    static StripeError declined(TestPaymentMethods.Declines decline, String charge) {
        var error = cardError(decline.code(), decline.message()).with("charge", charge);
        return decline.declineCode() == null ? error : error.with("decline_code", decline.declineCode());
    }

    /** Off session, https://docs.stripe.com/declines/codes: the bank wanted the customer, who wasn't there. */
    static StripeError authenticationRequired(String charge) {
        return cardError("authentication_required", "Your card was declined. This transaction requires authentication.")
                .with("charge", charge)
                .with("decline_code", "authentication_required");
    }

    /** {@code error_on_requires_action}, https://docs.stripe.com/payments/without-card-authentication. */
    static StripeError authenticationNotHandled() {
        return cardError("authentication_required", "Your card was declined. This transaction requires authentication.")
                .with("decline_code", "authentication_not_handled");
    }

    private static StripeError cardError(String code, String message) {
        return StripeError.of(402, "card_error", message).code(code);
    }

    private static String labels(IntentStatus... statuses) {
        return Stream.of(statuses).map(IntentStatus::label).collect(Collectors.joining(", "));
    }
}
