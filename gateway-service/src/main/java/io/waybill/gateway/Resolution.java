package io.waybill.gateway;

import java.util.Locale;

/** What an operator has done about something that was parked. */
enum Resolution {

    REPLAYED, DISCARDED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
