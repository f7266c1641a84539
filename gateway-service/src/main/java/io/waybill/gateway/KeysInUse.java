package io.waybill.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys whose first request runs in this gateway right now. It only saves work: between gateways, and for good, the
 * unique key in the ledger decides.
 */
final class KeysInUse {

    private final Set<IdempotencyKey> keys = ConcurrentHashMap.newKeySet();

    /** One request's use of its key; closing ends it. */
    interface Use extends AutoCloseable {

        @Override
        void close();
    }

    /** @throws ProblemException when another request uses it */
    Use begin(IdempotencyKey key) {
        if (!keys.add(key)) {
            throw ProblemException.keyInUse();
        }
        return () -> keys.remove(key);
    }
}
