package io.waybill.runtime;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where trails begin. Whether a trace is sampled is decided where it begins and travels with {@code traceparent}; a trail that
 * isn't, but in which something failed or that was slow, is exported all the same, up to {@value #MOST_KEPT} in a second: when
 * everything is slow or fails it isn't tracing that finishes off the processors.
 */
public final class Traces {

    static final int MOST_KEPT = 20;

    private static final Traces OFF = new Traces(TracerProvider.noop().get(""), InstantSource.system(), Duration.ZERO);

    private final Tracer tracer;
    private final InstantSource clock;
    private final Duration slow;
    private final Bucket kept;

    private Traces(Tracer tracer, InstantSource clock, Duration slow) {
        this.tracer = tracer;
        this.clock = clock;
        this.slow = slow;
        this.kept = Bucket.builder()
                .addLimit(limit -> limit.capacity(MOST_KEPT).refillGreedy(MOST_KEPT, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new TimeBy(clock)).build();
    }

    private record TimeBy(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /** @param slow a trail that takes longer is kept */
    static Traces to(OpenTelemetry exporter, InstantSource clock, Duration slow) {
        return new Traces(exporter.getTracerProvider().tracerBuilder("io.waybill").setSchemaUrl(Conventions.SCHEMA)
                .build(), clock, slow);
    }

    /** Tells nothing to nobody, at no cost. */
    public static Traces off() {
        return OFF;
    }

    boolean areOff() {
        return this == OFF;
    }

    /**
     * A trail of spans below one that was told of.
     *
     * @param traceParent as in the header of <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>; one that is
     *        missing or malformed begins a new trace
     */
    public Trail below(@Nullable String traceParent) {
        return areOff() ? Trail.OFF : new Trail(this, parsed(traceParent));
    }

    private static Context parsed(@Nullable String traceParent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, TraceHeader.READ);
    }

    /** @return one that goes to the exporter when it's ended */
    Span start(TraceSpan span, Context above) {
        return tracer.spanBuilder(span.name()).setSpanKind(span.kind()).setParent(above)
                .setStartTimestamp(span.started()).startSpan();
    }

    /** The same place in the trace, as if it had been sampled. */
    static Context sampled(Context above) {
        SpanContext at = Span.fromContext(above).getSpanContext();
        return above.with(Span.wrap(at.isRemote()
                ? SpanContext.createFromRemoteParent(at.getTraceId(), at.getSpanId(), TraceFlags.getSampled(),
                        at.getTraceState())
                : SpanContext.create(at.getTraceId(), at.getSpanId(), TraceFlags.getSampled(), at.getTraceState())));
    }

    InstantSource clock() {
        return clock;
    }

    boolean isSlow(Duration took) {
        return took.compareTo(slow) > 0;
    }

    /** Each true answer is for one trail. */
    boolean mayKeep() {
        return kept.tryConsume(1);
    }
}
