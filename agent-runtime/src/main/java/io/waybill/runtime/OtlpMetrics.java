package io.waybill.runtime;

import io.micrometer.registry.otlp.OtlpConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/**
 * Where metrics go over OTLP, as the variables say that OpenTelemetry has for it. Micrometer itself heeds those for headers and
 * further attributes of the resource.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">OTEL_EXPORTER_OTLP_*</a>
 */
record OtlpMetrics(String url, Duration step, String service, String instance) implements OtlpConfig {

    private static final String FOR_METRICS = "otel.exporter.otlp.metrics.endpoint";
    private static final String FOR_ALL = "otel.exporter.otlp.endpoint";
    private static final String INTERVAL_MILLIS = "otel.metric.export.interval";
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);

    static OtlpMetrics of(PropertyResolver settings, String service, String instance) {
        Duration step = text(settings, INTERVAL_MILLIS).map(Long::valueOf).map(Duration::ofMillis)
                .orElse(USUAL_INTERVAL);
        return new OtlpMetrics(endpoint(settings).orElseThrow(), step, service, instance);
    }

    /** Metrics' own endpoint is taken as it is; the one for all kinds of telemetry is the beginning of theirs. */
    static Optional<String> endpoint(PropertyResolver settings) {
        return text(settings, FOR_METRICS)
                .or(() -> text(settings, FOR_ALL).map(all -> all.replaceFirst("/$", "") + "/v1/metrics"));
    }

    private static Optional<String> text(PropertyResolver settings, String name) {
        return Optional.ofNullable(settings.getProperty(name)).filter(value -> !value.isBlank());
    }

    @Override
    public Map<String, String> resourceAttributes() {
        var attributes = new HashMap<>(OtlpConfig.super.resourceAttributes());
        attributes.put("service.name", service);
        attributes.put("service.instance.id", instance);
        return attributes;
    }

    @Override
    public @Nullable String get(String key) {
        return null;
    }
}
