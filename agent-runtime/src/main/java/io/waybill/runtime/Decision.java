package io.waybill.runtime;

import java.util.Locale;

/** The order's one decision, as it stands in the ledger. */
public enum Decision {

    /** The money is or will be taken: the order goes forward. */
    COMMIT,
    /** The order is undone. */
    ABORT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it's neither */
    public static Decision of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
