package io.waybill.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is traced besides what is sampled. Where spans go, and how many of them, is set as for any program with OpenTelemetry:
 * {@code OTEL_EXPORTER_OTLP_ENDPOINT}, {@code OTEL_TRACES_SAMPLER_ARG}.
 *
 * @param slow requests, rounds of deliveries and orders that take longer are kept, sampled or not, up to
 *        {@value Traces#MOST_KEPT} in a second; an order's waiting counts, a
 *        round's before it began doesn't, nor does a request whose client asked to wait
 */
@ConfigurationProperties("waybill.traces")
record TraceSettings(@DefaultValue("10s") Duration slow) {

    TraceSettings {
        if (!slow.isPositive()) {
            throw new IllegalArgumentException(
                    "waybill.traces.slow must be a duration above 0 such as 10s, not " + slow);
        }
    }
}
