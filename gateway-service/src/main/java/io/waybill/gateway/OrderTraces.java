package io.waybill.gateway;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.waybill.contracts.OrderStatus;
import io.waybill.gateway.OrderEnds.Ended;
import io.waybill.runtime.Conventions;
import io.waybill.runtime.TraceSpan;
import io.waybill.runtime.Traces;
import io.waybill.runtime.Trail;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Completes orders' traces: with a span from the acceptance until the end is in the ledger, and below it the transaction that
 * wrote it there, which others shared. Of an order that was slow or failed these are kept, sampled or not.
 */
@Component
class OrderTraces {

    private static final String WRITE = "UPDATE orders";

    private final Traces traces;
    private final InstantSource clock;

    OrderTraces(Traces traces, InstantSource clock) {
        this.traces = traces;
        this.clock = clock;
    }

    /** Of a transaction that begins now. */
    Writing begin() {
        return new Writing(clock.instant());
    }

    /** A transaction that may write ends. */
    final class Writing {

        private final Instant begun;

        private Writing(Instant begun) {
            this.begun = begun;
        }

        /** This end has been committed. What else is done about it is done in its span. */
        void committed(Ended order, Consumer<Ended> what) {
            try (Trail trail = traces.below(order.traceParent())) {
                trail.ends(order.took());
                TraceSpan whole = trail.begin("order", SpanKind.INTERNAL, order.accepted());
                whole.begin(WRITE, SpanKind.CLIENT, begun).end(OrderTraces::describeWrite);
                try (Scope _ = whole.doing()) {
                    what.accept(order);
                }
                if (order.status().equals(OrderStatus.FAILED.code())) {
                    whole.failed(String.valueOf(order.reason()));
                }
                whole.end(span -> describe(span, order));
            }
        }
    }

    private static void describeWrite(Span write) {
        write.setAttribute(Conventions.DB_SYSTEM, Conventions.POSTGRESQL).setAttribute(Conventions.DB_SUMMARY, WRITE);
    }

    private static void describe(Span whole, Ended order) {
        whole.setAttribute(Conventions.ORDER, order.order().toString()).setAttribute(Conventions.STATUS,
                order.status());
        if (order.reason() != null) {
            whole.setAttribute(Conventions.REASON, order.reason());
        }
    }
}
