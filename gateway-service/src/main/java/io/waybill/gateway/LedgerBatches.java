package io.waybill.gateway;

import io.waybill.contracts.OrderEvent;
import io.waybill.gateway.EventRows.Kept;
import io.waybill.gateway.OrderEnds.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a batch of events, and the ends that they tell, in one transaction. They are counted, and orders' traces completed, when
 * it has been committed.
 */
@Component
class LedgerBatches {

    private final EventRows events;
    private final OrderEnds ends;
    private final TransactionTemplate transaction;
    private final OrderMeters meters;
    private final OrderTraces traces;

    LedgerBatches(EventRows events, OrderEnds ends, TransactionTemplate transaction, OrderMeters meters,
            OrderTraces traces) {
        this.events = events;
        this.ends = ends;
        this.transaction = transaction;
        this.meters = meters;
        this.traces = traces;
    }

    /** All of them or none; may be called twice with the same. */
    Kept write(List<OrderEvent> batch) {
        OrderTraces.Writing writing = traces.begin();
        var ended = new ArrayList<Ended>();
        Kept kept = Objects.requireNonNull(transaction.execute(_ -> {
            ended.addAll(ends.apply(OrderEnd.of(batch)));
            return events.insert(batch);
        }));
        meters.wrote(batch.size());
        ended.forEach(order -> writing.committed(order, meters::ended));
        return kept;
    }
}
