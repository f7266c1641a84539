package io.waybill.simulators;

import java.util.Locale;

/** When an authorized payment is captured, https://docs.stripe.com/api/payment_intents/object. */
enum CaptureMethod {
    AUTOMATIC, AUTOMATIC_ASYNC, MANUAL;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
