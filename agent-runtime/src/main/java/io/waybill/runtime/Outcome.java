package io.waybill.runtime;

import io.waybill.contracts.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an agent says of a delivery. Technical trouble isn't an outcome: it's thrown. */
public sealed interface Outcome {

    /** Done, without anything that the agents behind need to know. */
    static Outcome done() {
        return new Done(Map.of());
    }

    /** @param result what the agents behind can read with {@link Delivery#resultOf}; small, no secrets, no personal data */
    static Outcome done(Map<String, String> result) {
        return new Done(result);
    }

    static Outcome refused(Reason reason, @Nullable String detail) {
        return new Refused(reason, detail);
    }

    /** The step is done. */
    record Done(Map<String, String> result) implements Outcome {
        public Done {
            result = Map.copyOf(result);
        }
    }

    /** A business no. Before the pivot the order is undone. */
    record Refused(Reason reason, @Nullable String detail) implements Outcome {}

    /** Only the agent that asks for the decision says this: what stands, and why. */
    record Decided(Decision verdict, @Nullable String reason, @Nullable String detail) implements Outcome {}
}
