package io.waybill.gateway;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an operator who has seen to something that was parked.
 *
 * @param effect what follows from it for the order
 */
record Resolved(UUID id, @Nullable UUID orderId, @Nullable String agent, String resolution, String effect) {

    /** What follows. */
    enum Effect {
        /** It's in its stream again. */
        SENT_AGAIN,
        /** Its order doesn't wait for it any more, or waits for it already. */
        UNDER_WAY,
        /** Redis has lost the order, which the relay starts over. */
        STARTED_OVER,
        /** The order goes on without it. */
        GOES_ON,
        /** The order is undone. */
        COMPENSATING,
        /** Nothing: no order waits for it. */
        NONE
    }

    static Resolved of(ParkedCase parked, Resolution resolution, Effect effect) {
        return new Resolved(parked.id(), parked.orderId(), parked.agent(), resolution.code(),
                effect.name().toLowerCase(Locale.ROOT));
    }
}
