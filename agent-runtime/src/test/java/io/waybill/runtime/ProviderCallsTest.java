package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.waybill.runtime.ProviderCalls.Exchange;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderCallsTest {

    private static final ProviderCalls.Request SCORE = new ProviderCalls.Request("fraud", "score", "POST",
            URI.create("http://127.0.0.1:8090/fraud/v1/score"));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ProviderCalls calls = new ProviderCalls(meters);
    private final Exported exported = new Exported(Sampler.alwaysOn());

    @Test
    void anAnsweredCallIsASpanBelowWhoeverMakesItAndCounted() throws Exception {
        Map<String, String> headers = new HashMap<>();
        try (Trail trail = exported.traces.below(Exported.SAMPLED)) {
            TraceSpan attempt = trail.begin("try", SpanKind.INTERNAL);
            try (Scope _ = attempt.doing()) {
                assertThat(calls.<String>make(SCORE, call -> {
                    call.headers(headers::put);
                    call.answered(200);
                    return "17";
                })).isEqualTo("17");
            }
        }

        SpanData call = exported.span("POST fraud.score");
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getParentSpanId()).isEqualTo(exported.span("try").getSpanId());
        assertThat(headers).containsExactly(Map.entry("traceparent",
                "00-" + call.getTraceId() + "-" + call.getSpanId() + "-01"));
        assertThat(call.getAttributes().get(Conventions.HTTP_STATUS)).isEqualTo(200);
        assertThat(call.getAttributes().get(Conventions.URL_FULL)).isEqualTo("http://127.0.0.1:8090/fraud/v1/score");
        assertThat(call.getAttributes().get(Conventions.SERVER_PORT)).isEqualTo(8090);
        assertThat(meters.get("waybill.provider.calls").tags("provider", "fraud", "operation", "score", "status", "200")
                .timer().count()).isEqualTo(1);
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("503", answered(503, new IOException("The fraud service answered 503"))),
                Arguments.of("429", answered(429, new RetryLaterException("429", Duration.ofSeconds(1)))),
                Arguments.of("malformed", answered(200, new IOException("no score"))),
                Arguments.of("timeout", answered(0, new HttpTimeoutException("request timed out"))),
                Arguments.of("timeout", answered(0, new SocketTimeoutException("Read timed out"))),
                Arguments.of("timeout", answered(0, new InterruptedException())),
                Arguments.of("unreachable", answered(0, new ConnectException("refused"))));
    }

    private static Exchange<String> answered(int status, Exception thrown) {
        return call -> {
            if (status > 0) {
                call.answered(status);
            }
            switch (thrown) {
                case IOException e -> throw e;
                case InterruptedException e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new AssertionError(thrown);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsThrownOnAndToldByWhatCameOfTheCall(String status, Exchange<String> exchange) {
        try (Trail trail = exported.traces.below(Exported.NOT_SAMPLED);
                Scope _ = trail.begin("try", SpanKind.INTERNAL).doing()) {
            assertThatThrownBy(() -> calls.make(SCORE, exchange)).isInstanceOf(Exception.class);
        }

        assertThat(exported.span("POST fraud.score").getAttributes().get(Conventions.ERROR_TYPE)).isEqualTo(status);
        assertThat(meters.get("waybill.provider.calls").tag("status", status).timer().count()).isEqualTo(1);
    }

    @Test
    void aPasswordInAnAddressStaysThere() throws Exception {
        var request = new ProviderCalls.Request("fraud", "score", "POST", URI.create("http://us:secret@fraud/score"));
        try (Trail trail = exported.traces.below(Exported.SAMPLED);
                Scope _ = trail.begin("try", SpanKind.INTERNAL).doing()) {
            calls.<String>make(request, _ -> "");
        }

        assertThat(exported.span("POST fraud.score").getAttributes().get(Conventions.URL_FULL))
                .isEqualTo("http://REDACTED:REDACTED@fraud/score");
    }
}
