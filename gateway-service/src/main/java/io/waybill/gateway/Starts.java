package io.waybill.gateway;

import io.github.bucket4j.Bucket;
import io.opentelemetry.api.trace.SpanKind;
import io.waybill.runtime.Life;
import io.waybill.runtime.OrderStreams;
import io.waybill.runtime.TraceSpan;
import io.waybill.runtime.Traces;
import io.waybill.runtime.Trail;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts new lives into Redis, so many in a second and no more, and only after Redis was told who is paused. */
@Component
class Starts {

    private final OrderStreams streams;
    private final LedgerCopy pauses;
    private final Traces traces;
    private final int perSecond;
    private final Bucket allowed;

    Starts(OrderStreams streams, LedgerCopy pauses, Traces traces, GatewaySettings settings) {
        this.streams = streams;
        this.traces = traces;
        this.pauses = pauses;
        this.perSecond = settings.relayPerSecond();
        this.allowed = Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1))).build();
    }

    int perSecond() {
        return perSecond;
    }

    /**
     * Redis that has lost these orders, maybe in the middle of a sweep, may have lost pauses with them, whose agents mustn't
     * read what is started over.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked; some may have begun
     */
    void begin(List<Life> lives) throws InterruptedException {
        pauses.mend();
        for (Life life : lives) {
            allowed.asBlocking().consume(1);
            begin(life);
        }
    }

    /** In the trace of the request that brought the order. */
    private void begin(Life life) {
        var sending = new Sending(life);
        try (Trail trail = traces.below(life.traceParent())) {
            TraceSpan span = trail.begin(sending.name(), SpanKind.PRODUCER);
            streams.accept(life);
            span.end(sending::describe);
        }
    }
}
