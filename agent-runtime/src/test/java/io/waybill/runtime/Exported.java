package io.waybill.runtime;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where a test's spans go, and its clock. */
final class Exported {

    static final String SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    static final String NOT_SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private Instant now = Instant.parse("2026-11-26T07:00:00Z");
    final Traces traces;

    /** @param root what is done with a trace that begins here */
    Exported(Sampler root) {
        var sdk = OpenTelemetrySdk.builder().setTracerProvider(SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(root)).addSpanProcessor(SimpleSpanProcessor.create(spans)).build())
                .build();
        traces = Traces.to(sdk, () -> now, Duration.ofSeconds(10));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    /** In the order in which they ended. */
    List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    SpanData span(String name) {
        return spans().stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    List<String> names() {
        return spans().stream().map(SpanData::getName).toList();
    }
}
