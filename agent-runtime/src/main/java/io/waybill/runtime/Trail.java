package io.waybill.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of one piece of work that is done in one go: a request, or one round of a delivery. They are exported when it's
 * over, all or none. So none of them is ever seen without the one above it in its trail, also when the process dies half-way;
 * and whether a trail is kept that isn't sampled can be decided when it's known how it went. Such a one hangs below a place of
 * its trace that nobody has told of, also when it's the first. Safe for use by several threads.
 */
public final class Trail implements AutoCloseable {

    static final Trail OFF = new Trail(Traces.off(), Context.root());

    private final Traces traces;
    private final Context above;
    private final Instant begun;
    private final List<TraceSpan> spans = new ArrayList<>();
    private boolean isKept;
    private boolean isPatient;
    private boolean isClosed;

    Trail(Traces traces, Context above) {
        this.traces = traces;
        this.above = above;
        this.begun = now();
    }

    /** A span at the top of this trail. */
    public TraceSpan begin(String name, SpanKind kind) {
        return traces.areOff() ? TraceSpan.NONE : add(new TraceSpan(this, null, name, kind, now()));
    }

    /** The same for something that began earlier, by whatever clock: it isn't longer than nothing if that one is ahead. */
    public TraceSpan begin(String name, SpanKind kind, Instant started) {
        return traces.areOff() ? TraceSpan.NONE : add(new TraceSpan(this, null, name, kind, notAhead(started)));
    }

    TraceSpan beginBelow(TraceSpan span, String name, SpanKind kind, Instant started) {
        return add(new TraceSpan(this, span, name, kind, started));
    }

    Instant notAhead(Instant started) {
        Instant now = now();
        return started.isAfter(now) ? now : started;
    }

    /** Those of a trace that isn't sampled are only noted; one that begins a trace asks the sampler. */
    private synchronized TraceSpan add(TraceSpan span) {
        if (isClosed) {
            return TraceSpan.NONE; // of somebody who was given up
        }
        SpanContext at = Span.fromContext(span.place()).getSpanContext();
        if (at.isSampled() || !at.isValid()) {
            span.started(traces.start(span, span.place()));
        }
        spans.add(span);
        return span;
    }

    /** Exports it, sampled or not, as long as there aren't too many of these. */
    synchronized void keep() {
        isKept = true;
    }

    /** Something that it ends, and that began before it, has taken so long: if that's slow it's kept. */
    public void ends(Duration whole) {
        if (traces.isSlow(whole)) {
            keep();
        }
    }

    /** Somebody wants to wait: however long it takes, that isn't slow. */
    synchronized void waits() {
        isPatient = true;
    }

    Context above() {
        return above;
    }

    Instant now() {
        return traces.clock().instant();
    }

    /** Ends what hasn't ended yet. Whatever comes later is lost. */
    @Override
    public void close() {
        if (!traces.areOff()) {
            export();
        }
    }

    private synchronized void export() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        Instant now = now();
        if (isToBeKept(now)) {
            spans.forEach(span -> span.started(traces.start(span, Traces.sampled(span.place()))));
        }
        spans.forEach(span -> span.export(now));
    }

    /** What is sampled is kept anyway. How long an entry has waited for its round says nothing about that. */
    private boolean isToBeKept(Instant now) {
        boolean isSlow = !isPatient && traces.isSlow(Duration.between(begun, now));
        return (isKept || isSlow) && spans.stream().noneMatch(TraceSpan::isRecording) && traces.mayKeep();
    }
}
