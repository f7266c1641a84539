package io.waybill.simulators;

import java.util.Locale;

/** Whom we fake. The label is the word in URLs, in the control API and in the ledger. */
enum Provider {
    STRIPE, FRAUD, SENDGRID, SLACK;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }

    String path() {
        return "/" + label;
    }
}
