package io.waybill.gateway;

import io.waybill.contracts.OrderEvent;
import io.waybill.gateway.EventRows.Kept;
import io.waybill.runtime.EventSink;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what happens to orders: each batch in one transaction. Events that come again change nothing; another event under a
 * known number is a fork, kept beside the first, and starts the order over. An end or a settlement counts whatever its
 * number, and the first end stands. An event that makes no sense to the ledger is logged
 * and dropped, since the line behind it must go on.
 */
@Component
class LedgerWriter implements EventSink {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

    private final EventRows events;
    private final OrderEnds ends;
    private final EndWaiters waiters;
    private final TransactionTemplate transaction;

    LedgerWriter(EventRows events, OrderEnds ends, EndWaiters waiters, TransactionTemplate transaction) {
        this.events = events;
        this.ends = ends;
        this.waiters = waiters;
        this.transaction = transaction;
    }

    @Override
    public void write(List<OrderEvent> batch) {
        Halving.write(batch, this::keep, LedgerWriter::drop);
        waiters.ended(batch.stream().filter(event -> event.kind() == OrderEvent.Kind.ENDED).map(OrderEvent::orderId)
                .toList());
    }

    /** Only what breaks a constraint would never be kept; anything else is PostgreSQL's trouble, and passes. */
    private static void drop(OrderEvent event, RuntimeException e) {
        if (!(e instanceof DataIntegrityViolationException)) {
            throw e;
        }
        LOG.error("{} can't be kept and is dropped", event, e);
    }

    private void keep(List<OrderEvent> batch) {
        Kept kept = transaction.execute(_ -> {
            ends.apply(OrderEnd.of(batch));
            return events.insert(batch);
        });
        kept.strangers().forEach(order -> LOG.error("events of order {} are dropped: it isn't in the ledger", order));
        kept.forked()
                .forEach(order -> LOG.warn("Redis went back and tells order {} another way: it starts over", order));
    }
}
