package io.waybill.runtime;

import io.micrometer.registry.otlp.OtlpConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How metrics go over OTLP. Micrometer itself heeds the variables for headers and further attributes of the resource. */
record OtlpMetrics(String url, Duration step, String service, String instance) implements OtlpConfig {

    static OtlpMetrics of(Otlp otlp, String service, String instance) {
        return new OtlpMetrics(otlp.endpoint(Otlp.METRICS).orElseThrow(), otlp.interval(), service, instance);
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
