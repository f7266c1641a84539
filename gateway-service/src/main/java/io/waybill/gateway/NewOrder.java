package io.waybill.gateway;

import io.waybill.contracts.Order;
import io.waybill.contracts.OrderJson;
import io.waybill.contracts.Pipeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An order that is to be accepted.
 *
 * @param payload the order as JSON, as the ledger keeps it and agents get it
 * @param pipeline hash of the version it begins with
 * @param patience after which it's undone unless it's committed
 * @param claim on the key that its request came with, if it had one
 */
record NewOrder(Order order, String payload, String pipeline, Duration patience, int partition, TraceParent trace,
        @Nullable Claim claim) {

    static NewOrder of(Order order, Pipeline pipeline, int partitions, TraceParent trace) {
        return new NewOrder(order, OrderJson.write(order), pipeline.hash(), pipeline.deadline(),
                Math.floorMod(order.id().hashCode(), partitions), trace, null);
    }

    /** The same order, to be written only if nothing was before under this key. */
    NewOrder under(IdempotencyKey key) {
        return new NewOrder(order, payload, pipeline, patience, partition, trace, Claim.of(key, order));
    }
}
