package io.waybill.runtime;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Brings spans to a collector over OTLP, configured by the variables that OpenTelemetry has for it. Without an endpoint there is
 * nothing at all: no span, no thread, no connection. A collector that is away costs spans, never an order. Closing it sends what
 * is left.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">OTEL_* variables</a>
 */
final class TraceExport implements AutoCloseable {

    /** Spans aren't worth a late stop. */
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    /** One order in ten shows what there is to see; a caller's own decision, in its {@code traceparent}, comes first. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.traces.sampler", "parentbased_traceidratio", "otel.traces.sampler.arg", "0.1",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none", "otel.logs.exporter", "none");

    private final Traces traces;
    private final @Nullable OpenTelemetrySdk sdk;

    private TraceExport(Traces traces, @Nullable OpenTelemetrySdk sdk) {
        this.traces = traces;
        this.sdk = sdk;
    }

    /** @throws InvalidConfigurationPropertyValueException when there's no way to the endpoint */
    static TraceExport begin(Otlp otlp, TraceSettings settings, String service, String instance) {
        return otlp.endpoint(Otlp.TRACES).map(endpoint -> to(endpoint, settings, service, instance))
                .orElseGet(() -> new TraceExport(Traces.off(), null));
    }

    private static TraceExport to(String endpoint, TraceSettings settings, String service, String instance) {
        var defaults = new HashMap<>(DEFAULTS);
        defaults.put("otel.service.name", service);
        defaults.put("otel.exporter.otlp.traces.endpoint", endpoint);
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder().disableShutdownHook()
                .addPropertiesSupplier(() -> defaults)
                .addResourceCustomizer((resource, _) -> resource.merge(instance(instance)))
                .build().getOpenTelemetrySdk();
        return new TraceExport(Traces.to(sdk, InstantSource.system(), settings.slow()), sdk);
    }

    private static Resource instance(String name) {
        return Resource.create(Attributes.of(Conventions.SERVICE_INSTANCE, name));
    }

    Traces traces() {
        return traces;
    }

    @Override
    public void close() {
        if (sdk != null) {
            sdk.getSdkTracerProvider().shutdown().join(LAST_WORD.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
