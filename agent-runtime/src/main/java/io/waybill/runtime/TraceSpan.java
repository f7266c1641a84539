package io.waybill.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One span of a {@link Trail}. Its attributes are asked for when it's exported: one that isn't costs two looks at the clock. */
public final class TraceSpan implements ImplicitContextKeyed {

    static final TraceSpan NONE = new TraceSpan(Trail.OFF, null, "", SpanKind.INTERNAL, Instant.EPOCH);

    private static final ContextKey<TraceSpan> KEY = ContextKey.named("waybill.span");

    private final Trail trail;
    private final @Nullable TraceSpan parent;
    private final String name;
    private final SpanKind kind;
    private final Instant started;
    private Span span = Span.getInvalid();
    private @Nullable Instant ended;
    private Consumer<Span> description = _ -> {};
    private @Nullable String error;

    TraceSpan(Trail trail, @Nullable TraceSpan parent, String name, SpanKind kind, Instant started) {
        this.trail = trail;
        this.parent = parent;
        this.name = name;
        this.kind = kind;
        this.started = started;
    }

    /** What this thread is doing; nothing of interest where nobody has said. */
    public static TraceSpan current() {
        TraceSpan current = Context.current().get(KEY);
        return current == null ? NONE : current;
    }

    /** Lets this thread do it, until the scope is closed. */
    @SuppressWarnings("MustBeClosedChecker") // the caller does
    public Scope doing() {
        return this == NONE ? Scope.noop() : Context.current().with(span).with(this).makeCurrent();
    }

    @Override
    public Context storeInContext(Context context) {
        return context.with(KEY, this);
    }

    /** A part of it. */
    public TraceSpan begin(String part, SpanKind itsKind) {
        return this == NONE ? NONE : trail.beginBelow(this, part, itsKind, trail.now());
    }

    /** The same for a part that began a little earlier, before anybody knew that it's a part of this. */
    public TraceSpan begin(String part, SpanKind itsKind, Instant itsStart) {
        return this == NONE ? NONE : trail.beginBelow(this, part, itsKind, trail.notAhead(itsStart));
    }

    /** Does something as a part of it; what is thrown is a failure. */
    public <T, E extends Exception> T with(String part, SpanKind itsKind, Consumer<Span> its, Body<T, E> body)
            throws E {
        TraceSpan below = begin(part, itsKind);
        try (Scope _ = below.doing()) {
            return body.run();
        } catch (Exception e) {
            below.failed(e);
            throw e;
        } finally {
            below.end(its);
        }
    }

    /** What may throw. */
    public interface Body<T, E extends Exception> {
        T run() throws E;
    }

    /** Its trail may take as long as it takes, since somebody asked to wait: only what fails in it is a reason to keep it. */
    public void waits() {
        if (this != NONE) {
            trail.waits();
        }
    }

    /** It didn't do what it was to do: the whole trail is kept. */
    public void failed(String type) {
        if (this != NONE) {
            synchronized (trail) {
                error = type;
                trail.keep();
            }
        }
    }

    public void failed(Throwable thrown) {
        failed(thrown.getClass().getName());
    }

    /** @param its what else there is to say of it, if anybody wants to know */
    public void end(Consumer<Span> its) {
        if (this != NONE) {
            synchronized (trail) {
                ended = trail.now();
                description = its;
            }
        }
    }

    /** Gives the headers that tell another server where it stands in the trace. */
    public void headers(BiConsumer<String, String> set) {
        if (this != NONE) {
            W3CTraceContextPropagator.getInstance().inject(place(), set, TraceHeader.WRITE);
        }
    }

    /** As in the header {@code traceparent}; empty when traces are off. */
    public String traceParent() {
        var header = new StringBuilder();
        headers((name, value) -> header.append(name.equals(TraceHeader.NAME) ? value : ""));
        return header.toString();
    }

    /** The nearest place in the trace that others can know: its own, once it has one. */
    Context place() {
        if (span.getSpanContext().isValid()) {
            return trail.above().with(span);
        }
        return parent == null ? trail.above() : parent.place();
    }

    void started(Span as) {
        span = as;
    }

    void export(Instant now) {
        if (span.isRecording()) {
            description.accept(span);
            if (error != null) {
                span.setStatus(StatusCode.ERROR).setAttribute(Conventions.ERROR_TYPE, error);
            }
            span.end(ended == null ? now : ended);
        }
    }

    boolean isRecording() {
        return span.isRecording();
    }

    String name() {
        return name;
    }

    SpanKind kind() {
        return kind;
    }

    Instant started() {
        return started;
    }
}
