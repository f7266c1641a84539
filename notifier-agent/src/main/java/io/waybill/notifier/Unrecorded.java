package io.waybill.notifier;

import io.waybill.notifier.Messages.Claim;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was sent and PostgreSQL couldn't be told of, or not in time; the order's next try tells it. Of an order that is parked,
 * or goes on at another instance, no try comes, so the oldest gives way when there are too many: should it come back after all,
 * it's sent again. Lost when the instance stops.
 */
final class Unrecorded {

    /** An outage leaves as many as are in hand, since nothing is sent without a claim: this is some hundred outages. */
    static final int MOST = 10_000;

    private final SequencedMap<UUID, Sent> byOrder = new LinkedHashMap<>();

    /** @param providerIds of the messages, by channel */
    record Sent(Claim claim, Map<String, String> providerIds) {}

    synchronized void add(UUID order, Sent sent) {
        byOrder.putLast(order, sent);
        if (byOrder.size() > MOST) {
            byOrder.pollFirstEntry();
        }
    }

    synchronized @Nullable Sent of(UUID order) {
        return byOrder.get(order);
    }

    /** Does nothing when it isn't there any more. */
    synchronized void remove(UUID order, Sent sent) {
        byOrder.remove(order, sent);
    }
}
