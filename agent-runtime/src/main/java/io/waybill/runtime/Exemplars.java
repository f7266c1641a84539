package io.waybill.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** Lets a histogram's buckets point to traces that went into them, of those that are sampled and so will be found. */
final class Exemplars implements io.prometheus.metrics.tracer.common.SpanContext {

    private static SpanContext current() {
        return Span.current().getSpanContext();
    }

    @Override
    public @Nullable String getCurrentTraceId() {
        return current().isValid() ? current().getTraceId() : null;
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        return current().isValid() ? current().getSpanId() : null;
    }

    @Override
    public boolean isCurrentSpanSampled() {
        return current().isSampled();
    }

    /** It's exported anyway, or isn't sampled. */
    @Override
    public void markCurrentSpanAsExemplar() {}
}
