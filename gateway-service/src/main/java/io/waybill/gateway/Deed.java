package io.waybill.gateway;

import java.util.Locale;

/** What somebody does about an order or an agent, other than by the stream of events. */
enum Deed {

    CANCEL, REPLAY, DISCARD, PAUSE, RESUME;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
