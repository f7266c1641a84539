package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailTest {

    private final Exported exported = new Exported(Sampler.alwaysOff());

    private Trail trailBelow(String traceParent) {
        return exported.traces.below(traceParent);
    }

    private static TraceSpan begin(Trail trail) {
        return trail.begin("process", SpanKind.CONSUMER);
    }

    @Test
    void nothingIsSeenOfATrailBeforeItIsOverAndThenAllOfIt() {
        Trail trail = trailBelow(Exported.SAMPLED);
        TraceSpan process = begin(trail);
        process.begin("try", SpanKind.INTERNAL).end(span -> span.setAttribute(Conventions.TRY, 1L));
        assertThat(exported.spans()).isEmpty();

        trail.close();

        SpanData whole = exported.span("process");
        SpanData part = exported.span("try");
        assertThat(whole.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(whole.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(part.getParentSpanId()).isEqualTo(whole.getSpanId());
        assertThat(part.getAttributes().get(Conventions.TRY)).isEqualTo(1);
        assertThat(whole.getInstrumentationScopeInfo().getSchemaUrl()).isEqualTo(Conventions.SCHEMA);
    }

    @Test
    void aTrailOfATraceThatIsNotSampledIsNotExported() {
        try (Trail trail = trailBelow(Exported.NOT_SAMPLED)) {
            begin(trail).end(_ -> {
                throw new AssertionError("nobody wants to know");
            });
        }

        assertThat(exported.spans()).isEmpty();
    }

    @Test
    void oneInWhichSomethingFailedIsKeptAsAWhole() {
        try (Trail trail = trailBelow(Exported.NOT_SAMPLED)) {
            TraceSpan process = begin(trail);
            process.begin("try 1", SpanKind.INTERNAL).failed(new TimeoutException("of ada@example.com"));
            process.begin("try 2", SpanKind.INTERNAL).end(_ -> {});
        }

        SpanData failed = exported.span("try 1");
        assertThat(exported.names()).containsExactly("process", "try 1", "try 2");
        assertThat(exported.spans()).extracting(SpanData::getTraceId)
                .containsOnly("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(failed.getParentSpanId()).isEqualTo(exported.span("process").getSpanId());
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(failed.getAttributes().get(Conventions.ERROR_TYPE))
                .isEqualTo("java.util.concurrent.TimeoutException");
        assertThat(failed.toString()).doesNotContain("ada@example.com");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatWasSlowIsKept(boolean isSlow) {
        try (Trail trail = trailBelow(Exported.NOT_SAMPLED)) {
            begin(trail);
            exported.pass(isSlow ? Duration.ofMillis(10_001) : Duration.ofSeconds(10));
        }

        assertThat(exported.spans()).hasSize(isSlow ? 1 : 0);
    }

    @Test
    void theWaitBeforeARoundDoesNotMakeItSlow() {
        try (Trail trail = trailBelow(Exported.NOT_SAMPLED)) {
            trail.begin("wait", SpanKind.INTERNAL, exported.now().minusSeconds(60)).end(_ -> {});
        }

        assertThat(exported.spans()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfSomethingThatWasSlowIsKept(boolean isSlow) {
        try (Trail trail = trailBelow(Exported.NOT_SAMPLED)) {
            begin(trail);
            trail.ends(isSlow ? Duration.ofMillis(10_001) : Duration.ofSeconds(10));
        }

        assertThat(exported.spans()).hasSize(isSlow ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatSomebodyWantedToWaitForIsNotSlowButItMayFail(boolean fails) {
        try (Trail trail = trailBelow(Exported.NOT_SAMPLED)) {
            TraceSpan request = begin(trail);
            request.waits();
            exported.pass(Duration.ofMinutes(15));
            if (fails) {
                request.failed("500");
            }
        }

        assertThat(exported.spans()).hasSize(fails ? 1 : 0);
    }

    @Test
    void whenEverythingFailsOnlySomeAreKeptAndAllThatAreSampled() {
        Stream.of(Exported.NOT_SAMPLED, Exported.SAMPLED).forEach(above -> {
            for (int i = 0; i < 10 * Traces.MOST_KEPT; i++) {
                try (Trail trail = trailBelow(above)) {
                    begin(trail).failed("500");
                }
            }
        });
        assertThat(exported.spans()).hasSize(11 * Traces.MOST_KEPT);

        exported.pass(Duration.ofSeconds(1));
        try (Trail trail = trailBelow(Exported.NOT_SAMPLED)) {
            begin(trail).failed("500");
        }
        assertThat(exported.spans()).hasSize(11 * Traces.MOST_KEPT + 1);
    }

    @Test
    void whatATraceBeginsWithIsKnownToOthersBeforeItIsOverAndStaysItsTraceWhenItIsKept() {
        String told;
        try (Trail trail = exported.traces.below(null)) {
            TraceSpan request = trail.begin("POST", SpanKind.SERVER);
            told = request.traceParent();
            request.failed("500");
        }

        assertThat(told).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]"); // a random id, not sampled
        assertThat(exported.span("POST").getTraceId()).isEqualTo(told.substring(3, 35));
    }

    @Test
    void whoeverIsCalledHearsOfTheSpanThatCallsIt() {
        try (Trail trail = trailBelow(Exported.SAMPLED)) {
            TraceSpan process = begin(trail);
            process.end(span -> assertThat(process.traceParent()).contains(span.getSpanContext().getSpanId()));
        }
        try (Trail trail = trailBelow(Exported.NOT_SAMPLED)) {
            assertThat(begin(trail).begin("try", SpanKind.INTERNAL).traceParent()).isEqualTo(Exported.NOT_SAMPLED);
        }

        assertThat(exported.names()).containsExactly("process");
    }

    @Test
    void whatIsThrownIsThrownOnAndAFailureOfThatPart() {
        try (Trail trail = trailBelow(Exported.SAMPLED); Scope _ = begin(trail).doing()) {
            assertThatThrownBy(() -> TraceSpan.current().with("part", SpanKind.INTERNAL, _ -> {}, () -> {
                throw new IOException("gone");
            })).isInstanceOf(IOException.class);
        }

        assertThat(exported.span("part").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(exported.span("process").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(TraceSpan.current()).isSameAs(TraceSpan.NONE);
    }

    @Test
    void whoEndsAfterItsTrailIsTooLate() {
        Trail trail = trailBelow(Exported.SAMPLED);
        TraceSpan process = begin(trail);
        TraceSpan givenUp = process.begin("call", SpanKind.CLIENT);
        trail.close();

        givenUp.end(span -> span.setAttribute(Conventions.TRY, 1L));
        process.begin("another", SpanKind.CLIENT).end(_ -> {});
        trail.close();

        assertThat(exported.names()).containsExactly("process", "call");
        assertThat(exported.span("call").getAttributes().isEmpty()).isTrue();
    }

    @Test
    void aClockThatIsAheadLetsNothingEndBeforeItBegan() {
        try (Trail trail = trailBelow(Exported.SAMPLED)) {
            trail.begin("wait", SpanKind.INTERNAL, exported.now().plusSeconds(1)).end(_ -> {});
        }

        SpanData wait = exported.span("wait");
        assertThat(wait.getStartEpochNanos()).isEqualTo(wait.getEndEpochNanos());
    }

    @Test
    void whereTracesAreOffNothingIsToldToNobody() {
        try (Trail trail = Traces.off().below(Exported.SAMPLED)) {
            TraceSpan span = begin(trail);
            span.failed("500");

            assertThat(span).isSameAs(TraceSpan.NONE).isSameAs(span.begin("try", SpanKind.INTERNAL));
            assertThat(span.traceParent()).isEmpty();
        }
    }
}
