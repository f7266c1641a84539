package io.waybill.gateway;

import java.util.Locale;

/** What an API key may be used for. */
enum Scope {

    /** Send orders and read one's own. */
    ORDERS,
    /** Operate the fleet. */
    OPS;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is none */
    static Scope of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
