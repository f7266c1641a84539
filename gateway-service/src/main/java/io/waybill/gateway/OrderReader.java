package io.waybill.gateway;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads an order with its timeline, by the pipeline version that it began with. */
@Component
class OrderReader {

    private final OrderQueries queries;
    private final Pipelines pipelines;

    OrderReader(OrderQueries queries, Pipelines pipelines) {
        this.queries = queries;
        this.pipelines = pipelines;
    }

    /** Nothing when there's no such order, or when it's another merchant's. */
    Optional<OrderView> find(String merchant, UUID id) {
        return queries.find(merchant, id)
                .map(order -> OrderView.of(order, Timeline.of(order, pipelines.find(order.pipeline()))));
    }
}
