package io.waybill.simulators;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * An order to disturb a provider.
 *
 * @param asked what the control API was sent, to be shown again
 * @param operations what it matches
 * @param delay before the effect, or before the answer where there is no effect
 */
record Fault(
        Map<String, Object> asked,
        Set<Operation> operations,
        Mischief mischief,
        Duration delay,
        Firing firing) {

    static final Fault NONE = new Fault(Map.of(), Set.of(), new Mischief.Late(), Duration.ZERO,
            new Firing.First(0));
}
