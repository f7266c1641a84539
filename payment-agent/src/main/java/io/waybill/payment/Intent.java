package io.waybill.payment;

import org.jspecify.annotations.Nullable;

/**
 * A PaymentIntent as Stripe says it stands.
 *
 * @param decline why the last confirmation or capture was declined; null when none was
 * @param orderId what its metadata names as its order; null when it names none, and with a decline that wasn't looked up
 */
record Intent(String id, Status status, @Nullable Decline decline, @Nullable String orderId) {

    /** Stripe's words, see <a href="https://docs.stripe.com/payments/paymentintents/lifecycle">the lifecycle</a>. */
    enum Status {
        REQUIRES_PAYMENT_METHOD,
        REQUIRES_CONFIRMATION,
        REQUIRES_ACTION,
        PROCESSING,
        REQUIRES_CAPTURE,
        CANCELED,
        SUCCEEDED
    }

    /**
     * A documented no, see <a href="https://docs.stripe.com/error-codes">error codes</a> and
     * <a href="https://docs.stripe.com/declines/codes">decline codes</a>.
     *
     * @param declineCode the more telling of the two; null when Stripe gives none
     */
    record Decline(String code, @Nullable String declineCode) {

        boolean asksForAuthentication() {
            return code.equals("authentication_required");
        }

        String detail() {
            return declineCode == null ? code : declineCode;
        }
    }
}
