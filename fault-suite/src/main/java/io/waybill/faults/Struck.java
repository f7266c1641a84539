package io.waybill.faults;

import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * How often providers' faults have struck.
 *
 * @param unheardMessages how many of those messages were taken, and their senders not told so: each may justly be sent again
 */
record Struck(long times, long unheardMessages) {

    private static final Set<String> MESSENGERS = Set.of("sendgrid", "slack");
    /** The kinds with an effect and without the right answer. */
    private static final Set<String> UNHEARD = Set.of("drop_answer", "malformed", "oversized", "status_after_effect");

    /** @param faults as the simulators list them */
    static Struck of(JsonNode faults) {
        long times = 0;
        long unheard = 0;
        for (JsonNode fault : StreamSupport.stream(faults.spliterator(), false).toList()) {
            long fired = fault.path("fired").asLong();
            times += fired;
            if (MESSENGERS.contains(fault.path("provider").asString())
                    && UNHEARD.contains(fault.path("kind").asString())) {
                unheard += fired;
            }
        }
        return new Struck(times, unheard);
    }
}
