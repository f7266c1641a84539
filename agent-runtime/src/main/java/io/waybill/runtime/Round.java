package io.waybill.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC.MDCCloseable;

/**
 * One round of a delivery, as the order's trace and log show it: how long the entry had waited before, and what was done, with
 * a span for each try below. Rounds hang below the request that brought the order, whatever came between: that one was told
 * before the order was known, and isn't lost with an instance that dies.
 */
final class Round implements AutoCloseable {

    private final Group group;
    private final Entry entry;
    private final Trail trail;
    private final TraceSpan span;
    private final Scope scope;
    private final MDCCloseable log;
    private @Nullable Verdict verdict;

    /** @param waited since when the entry was waiting */
    Round(Traces traces, Group group, Entry entry, String traceParent, Instant waited) {
        this.group = group;
        this.entry = entry;
        this.trail = traces.below(traceParent);
        trail.begin("wait " + group.name(), SpanKind.INTERNAL, waited).end(this::describe);
        this.span = trail.begin("process " + group.name(), SpanKind.CONSUMER);
        this.scope = span.doing();
        this.log = LogLine.in(traceParent);
    }

    /** What came of its tries. */
    Verdict says(Verdict said) {
        verdict = said;
        return said;
    }

    private void describe(Span each) {
        each.setAttribute(Conventions.MESSAGING_SYSTEM, Conventions.REDIS)
                .setAttribute(Conventions.MESSAGING_DESTINATION, group.name())
                .setAttribute(Conventions.MESSAGING_PARTITION, Integer.toString(group.keys().partition()))
                .setAttribute(Conventions.MESSAGING_GROUP, group.name())
                .setAttribute(Conventions.MESSAGING_ID, entry.id())
                .setAttribute(Conventions.AGENT, group.name())
                .setAttribute(Conventions.ORDER, entry.orderId().toString())
                .setAttribute(Conventions.LIFE, entry.life());
    }

    private void describeWork(Span work) {
        describe(work);
        work.setAttribute(Conventions.MESSAGING_OPERATION, "process")
                .setAttribute(Conventions.MESSAGING_TYPE, "process");
        switch (verdict) {
            case Verdict.Said(Outcome outcome) -> describe(work, outcome);
            case Verdict.Failed(var reason, _) ->
                work.setAttribute(Conventions.OUTCOME, "failed").setAttribute(Conventions.REASON, reason.code());
            case Verdict.Waits waits -> work.setAttribute(Conventions.OUTCOME, "waits")
                    .setAttribute(Conventions.REASON, waits.cause().name().toLowerCase(Locale.ROOT));
            case Verdict.Shut _ -> work.setAttribute(Conventions.OUTCOME, "shut");
            case null -> work.setAttribute(Conventions.OUTCOME, "interrupted");
        }
    }

    static void describe(Span work, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done _ -> work.setAttribute(Conventions.OUTCOME, "done");
            case Outcome.Refused(var reason, _) ->
                work.setAttribute(Conventions.OUTCOME, "refused").setAttribute(Conventions.REASON, reason.code());
            case Outcome.Decided(var decision, _, _) -> work.setAttribute(Conventions.OUTCOME, decision.code());
        }
    }

    @Override
    public void close() {
        if (verdict instanceof Verdict.Failed(var reason, _)) {
            span.failed(reason.code());
        }
        span.end(this::describeWork);
        scope.close();
        log.close();
        trail.close();
    }
}
