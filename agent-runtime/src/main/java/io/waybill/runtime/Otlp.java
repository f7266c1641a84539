package io.waybill.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.PropertyResolver;

/**
 * Where telemetry goes over OTLP, and how often, as the variables say that OpenTelemetry has for it. What isn't set here is
 * still heeded by those who send.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">OTEL_EXPORTER_OTLP_*</a>
 */
record Otlp(PropertyResolver settings) {

    static final String TRACES = "traces";
    static final String METRICS = "metrics";

    private static final String FOR_ALL = "otel.exporter.otlp.";
    private static final String HTTP = "http/protobuf";
    private static final String INTERVAL = "otel.metric.export.interval";
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);

    /**
     * A signal's own endpoint is taken as it is; the one for all is the beginning of theirs. Nothing when there is neither.
     *
     * @throws InvalidConfigurationPropertyValueException when it's to be spoken to in a way that we can't
     */
    Optional<String> endpoint(String signal) {
        Optional<String> endpoint = text(FOR_ALL + signal + ".endpoint")
                .or(() -> text(FOR_ALL + "endpoint").map(all -> all.replaceFirst("/$", "") + "/v1/" + signal));
        if (endpoint.isPresent()) {
            Stream.of(FOR_ALL + signal + ".protocol", FOR_ALL + "protocol")
                    .filter(key -> text(key).isPresent()).findFirst().ifPresent(this::requireHttp);
        }
        return endpoint;
    }

    private void requireHttp(String key) {
        text(key).filter(protocol -> !protocol.equals(HTTP)).ifPresent(protocol -> {
            throw new InvalidConfigurationPropertyValueException(key, protocol,
                    "only " + HTTP
                            + " is spoken here: take that, or nothing, and the collector's port for HTTP, which is mostly 4318");
        });
    }

    /** How often metrics are sent. */
    Duration interval() {
        return text(INTERVAL).map(Otlp::interval).orElse(USUAL_INTERVAL);
    }

    private static Duration interval(String millis) {
        if (!millis.matches("[1-9]\\d{0,8}")) {
            throw new InvalidConfigurationPropertyValueException(INTERVAL, millis,
                    "it must be a number of milliseconds above 0 such as 60000");
        }
        return Duration.ofMillis(Long.parseLong(millis));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(settings.getProperty(key)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
