package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ExemplarsTest {

    private static final ProviderCalls.Request SCORE = new ProviderCalls.Request("fraud", "score", "POST",
            URI.create("http://127.0.0.1:8090/fraud/v1/score"));

    private final Exported exported = new Exported(Sampler.alwaysOn());
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT,
            new PrometheusRegistry(), Clock.SYSTEM, new Exemplars());

    private String scrapedAfterACall(String traceParent) throws IOException, InterruptedException {
        try (Trail trail = exported.traces.below(traceParent)) {
            try (Scope _ = trail.begin("try", SpanKind.INTERNAL).doing()) {
                new ProviderCalls(meters).<String>make(SCORE, call -> {
                    call.answered(500);
                    return "";
                });
            }
        }
        return meters.scrape("application/openmetrics-text; version=1.0.0; charset=utf-8");
    }

    @Test
    void aBucketPointsToTheSpanThatWasCounted() throws Exception {
        assertThat(scrapedAfterACall(Exported.SAMPLED)).contains("span_id=\"%s\",trace_id=\"%s\"".formatted(
                exported.span("POST fraud.score").getSpanId(), Exported.SAMPLED.substring(3, 35)));
    }

    @Test
    void nothingPointsToATraceThatIsNotSampledAlsoWhenItIsKept() throws Exception {
        assertThat(scrapedAfterACall(Exported.NOT_SAMPLED)).contains("waybill_provider_calls_seconds_bucket")
                .doesNotContain("trace_id");
        assertThat(exported.names()).contains("POST fraud.score");
    }
}
