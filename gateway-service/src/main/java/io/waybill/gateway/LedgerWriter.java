package io.waybill.gateway;

import io.waybill.contracts.OrderEvent;
import io.waybill.gateway.EventRows.Kept;
import io.waybill.runtime.EventSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Keeps what happens to orders: each batch in one transaction. Events that come again change nothing; another event under a
 * known number is a fork, kept beside the first, and starts the order over. An end or a settlement counts whatever its
 * number, and the first end stands. An event of an order that the ledger doesn't know, or one that breaks its constraints, can
 * never be kept, and holds nobody up.
 */
@Component
class LedgerWriter implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

    private final LedgerBatches batches;
    private final EndWaiters waiters;
    private final Listeners listeners;

    LedgerWriter(LedgerBatches batches, EndWaiters waiters, Listeners listeners) {
        this.batches = batches;
        this.waiters = waiters;
        this.listeners = listeners;
    }

    @Override
    public Map<OrderEvent, String> write(List<OrderEvent> batch) {
        var impossible = new HashMap<OrderEvent, String>();
        Halving.write(batch, events -> impossible.putAll(keep(events)), (event, e) -> {
            if (!(e instanceof DataIntegrityViolationException) || e instanceof DuplicateKeyException) {
                throw e; // PostgreSQL's trouble, or ours: the event isn't to blame
            }
            impossible.put(event, Outage.reason(e));
        });
        waiters.ended(batch.stream().filter(event -> event.kind() == OrderEvent.Kind.ENDED).map(OrderEvent::orderId)
                .toList());
        listeners.happened(batch);
        return impossible;
    }

    private Map<OrderEvent, String> keep(List<OrderEvent> batch) {
        Kept kept = batches.write(batch);
        kept.forked()
                .forEach(order -> LOG.warn("Redis went back and tells order {} another way: it starts over", order));
        return batch.stream().filter(event -> kept.strangers().contains(event.orderId())).distinct()
                .collect(Collectors.toMap(event -> event,
                        event -> "order %s isn't in the ledger".formatted(event.orderId())));
    }
}
