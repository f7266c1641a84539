package io.waybill.faults;

import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * How often providers' faults have struck.
 *
 * @param unheardMessages how many messages were taken, and their senders not told so: each may justly be sent again
 * @param refusedMessages how many were plainly refused: their next try is the first that counts
 */
record Struck(long times, long unheardMessages, long refusedMessages) {

    static final Struck NEVER = new Struck(0, 0, 0);

    private static final Set<String> MESSENGERS = Set.of("sendgrid", "slack");
    /** The kinds with an effect and without the right answer. */
    private static final Set<String> UNHEARD = Set.of("drop_answer", "malformed", "oversized", "status_after_effect");
    private static final Set<String> REFUSED = Set.of("status", "status_saved");

    /** @param faults as the simulators list them */
    static Struck of(JsonNode faults) {
        long times = 0;
        long unheard = 0;
        long refused = 0;
        for (JsonNode fault : StreamSupport.stream(faults.spliterator(), false).toList()) {
            long fired = fault.path("fired").asLong();
            times += fired;
            if (MESSENGERS.contains(fault.path("provider").asString())) {
                String kind = fault.path("kind").asString();
                unheard += UNHEARD.contains(kind) ? fired : 0;
                refused += REFUSED.contains(kind) ? fired : 0;
            }
        }
        return new Struck(times, unheard, refused);
    }

    Struck and(Struck other) {
        return new Struck(times + other.times, unheardMessages + other.unheardMessages,
                refusedMessages + other.refusedMessages);
    }
}
