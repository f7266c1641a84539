package io.waybill.gateway;

import io.waybill.contracts.Pipeline;
import io.waybill.runtime.Life;
import io.waybill.runtime.RawFields;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person, with what is needed to see to it.
 *
 * @param step whose order waits for it; null for an entry that no order waits for
 * @param entry null for a step whose entry could be read
 */
record ParkedCase(UUID id, @Nullable UUID orderId, @Nullable String agent, @Nullable Step step,
        @Nullable Entry entry) {

    /** A step of an order, in the life that parked it. */
    record Step(Life life, String agent, Pipeline pipeline) {

        boolean isTrailing() {
            return pipeline.find(agent).filter(each -> each.trailing()).isPresent();
        }

        /** Whether the order can still be undone because of it; the one who asks for the decision asks for just that. */
        boolean isBeforePivot() {
            return pipeline.isBeforePivot(agent) || agent.equals("rollback");
        }
    }

    /** Where it stood, and its bytes. */
    record Entry(String stream, RawFields fields) {}

    /** What stands here when no order waits for it: there is nothing else to see to. */
    Entry stray() {
        return Objects.requireNonNull(entry);
    }
}
