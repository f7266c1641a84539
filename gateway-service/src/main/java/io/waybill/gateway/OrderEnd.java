package io.waybill.gateway;

import io.waybill.contracts.OrderEvent;
import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.Reason;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What events say of an order's end: that it has one, that it has settled, or both.
 *
 * @param outcome null when they don't say that it has ended; then so are reason, detail and endedAt
 */
record OrderEnd(UUID orderId, @Nullable String outcome, @Nullable String reason, @Nullable String detail,
        @Nullable Instant endedAt, @Nullable Instant settledAt) {

    /** One for each order with such an event, sorted by id: the sequence in which their rows are locked. */
    static List<OrderEnd> of(List<OrderEvent> events) {
        SequencedMap<UUID, OrderEnd> ends = new TreeMap<>();
        for (OrderEvent event : events) {
            switch (event.kind()) {
                case ENDED -> ends.merge(event.orderId(), ended(event), OrderEnd::and);
                case SETTLED -> ends.merge(event.orderId(), settled(event), OrderEnd::and);
                case STEP, DECIDED -> {}
            }
        }
        return List.copyOf(ends.values());
    }

    /** The first end stands. */
    private OrderEnd and(OrderEnd later) {
        OrderEnd end = outcome == null ? later : this;
        return new OrderEnd(orderId, end.outcome, end.reason, end.detail, end.endedAt,
                settledAt == null ? later.settledAt : settledAt);
    }

    private static OrderEnd ended(OrderEvent event) {
        return new OrderEnd(event.orderId(), outcome(event.reason()).code(), event.reason(),
                event.reason() == null ? null : event.detail(), event.at(), null);
    }

    private static OrderEnd settled(OrderEvent event) {
        return new OrderEnd(event.orderId(), null, null, null, null, event.at());
    }

    /** A reason that only newer agents know is an end, too: nobody would ever write another one. */
    private static OrderStatus outcome(@Nullable String reason) {
        try {
            return reason == null ? OrderStatus.COMPLETED : Reason.of(reason).end();
        } catch (IllegalArgumentException _) {
            return OrderStatus.FAILED;
        }
    }
}
