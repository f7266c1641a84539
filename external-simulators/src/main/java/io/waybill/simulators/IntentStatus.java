package io.waybill.simulators;

import java.util.Locale;

/** A PaymentIntent's life, https://docs.stripe.com/payments/paymentintents/lifecycle. */
enum IntentStatus {
    REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, REQUIRES_ACTION, PROCESSING, REQUIRES_CAPTURE, CANCELED, SUCCEEDED;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
