package io.waybill.system;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens to a fleet under load, and the panels that must show it.
 *
 * @param trouble makes it
 * @param during seen while it lasts
 * @param afterwards seen when it has been ended, such as how long it took
 */
record Cause(String name, Trouble trouble, List<Effect> during, List<Effect> afterwards) {

    /** Makes it, and returns what ends it; null when it stays. */
    interface Trouble {
        @Nullable
        AutoCloseable in(WatchedFleet fleet) throws Exception;
    }

    static Cause of(String name, Trouble trouble, Effect... during) {
        return new Cause(name, trouble, List.of(during), List.of());
    }

    Cause then(Effect... effects) {
        return new Cause(name, trouble, during, List.of(effects));
    }

    @Override
    public String toString() {
        return name;
    }
}
