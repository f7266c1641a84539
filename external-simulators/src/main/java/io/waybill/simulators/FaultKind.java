package io.waybill.simulators;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of the control API for {@link Mischief}. */
enum FaultKind {
    DELAY, STATUS, STATUS_AFTER_EFFECT, STATUS_SAVED, KEY_IN_USE, HANG, DROP_ANSWER, MALFORMED, OVERSIZED;

    static @Nullable FaultKind of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst().orElse(null);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
