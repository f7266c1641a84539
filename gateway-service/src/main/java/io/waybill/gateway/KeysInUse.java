package io.waybill.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a request in this gateway uses right now. It only saves work: between gateways, and for good, the
 * unique key in the ledger decides.
 */
final class KeysInUse {

    private final Set<IdempotencyKey> keys = ConcurrentHashMap.newKeySet();

    /** One request's use of its key; closing ends it. */
    interface Use extends AutoCloseable {

        @Override
        void close();
    }

    /** Null when another request uses the key. */
    @Nullable
    Use begin(IdempotencyKey key) {
        return keys.add(key) ? () -> keys.remove(key) : null;
    }
}
