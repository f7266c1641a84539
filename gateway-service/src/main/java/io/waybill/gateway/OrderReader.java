package io.waybill.gateway;

import io.waybill.contracts.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads an order with its timeline, by the pipeline version that it began with. */
@Component
class OrderReader {

    private final OrderQueries queries;
    private final Pipelines pipelines;
    private final StepLook underWay;
    private final Notes notes;

    OrderReader(OrderQueries queries, Pipelines pipelines, StepLook underWay, Notes notes) {
        this.queries = queries;
        this.pipelines = pipelines;
        this.underWay = underWay;
        this.notes = notes;
    }

    /** Nothing when there's no such order, or when it's another merchant's. */
    Optional<OrderView> find(String merchant, UUID id) {
        return queries.find(merchant, id).map(order -> view(order, underWay));
    }

    /** Nothing when it hasn't ended, either. Redis isn't asked: what still trails behind has hardly begun. */
    Optional<OrderView> findEnded(String merchant, UUID id) {
        return queries.find(merchant, id).filter(order -> order.endedAt() != null)
                .map(order -> view(order, (_, _) -> UnderWay.UNKNOWN));
    }

    private OrderView view(LedgerOrder order, StepLook look) {
        Pipeline pipeline = pipelines.find(order.pipeline());
        return OrderView.of(order, Timeline.of(order, pipeline, look.look(order, pipeline)), notes(order.id()));
    }

    private List<OrderView.Note> notes(UUID order) {
        return notes.of(order).stream().map(OrderView.Note::of).toList();
    }
}
