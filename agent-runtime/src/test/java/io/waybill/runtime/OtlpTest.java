package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;

class OtlpTest {

    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

    static Otlp otlp(Map<String, Object> settings) {
        var sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("test", settings));
        return new Otlp(new PropertySourcesPropertyResolver(sources));
    }

    @Test
    void withoutAnEndpointThereIsNone() {
        assertThat(otlp(Map.of()).endpoint(Otlp.METRICS)).isEmpty();
        assertThat(otlp(Map.of(ENDPOINT, "", "otel.exporter.otlp.protocol", "grpc")).endpoint(Otlp.TRACES)).isEmpty();
    }

    @Test
    void theEndpointForAllIsTheBeginningOfEachSignals() {
        assertThat(otlp(Map.of(ENDPOINT, "http://collector:4318/")).endpoint(Otlp.METRICS))
                .contains("http://collector:4318/v1/metrics");
        assertThat(otlp(Map.of(ENDPOINT, "http://collector:4318", "otel.exporter.otlp.traces.endpoint",
                "http://other/here")).endpoint(Otlp.TRACES)).contains("http://other/here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol"})
    void aProtocolThatIsNotSpokenIsRefusedWithItsKeyAndTheCure(String key) {
        assertThatThrownBy(() -> otlp(Map.of(ENDPOINT, "http://collector:4317", key, "grpc")).endpoint(Otlp.TRACES))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining(key).hasMessageContaining("grpc").extracting("reason").asString()
                .contains("http/protobuf", "4318");
        assertThat(otlp(Map.of(ENDPOINT, "http://collector:4318", key, "http/protobuf")).endpoint(Otlp.TRACES))
                .isPresent();
    }

    @Test
    void aSignalsOwnProtocolIsHeededAndNotTheOneForAll() {
        assertThat(otlp(Map.of(ENDPOINT, "http://collector:4318", "otel.exporter.otlp.protocol", "grpc",
                "otel.exporter.otlp.traces.protocol", "http/protobuf")).endpoint(Otlp.TRACES)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "0", "-5"})
    void anIntervalIsMillisecondsAboveNothing(String nonsense) {
        assertThatThrownBy(() -> otlp(Map.of("otel.metric.export.interval", nonsense)).interval())
                .hasMessageContaining("otel.metric.export.interval").hasMessageContaining(nonsense);
        assertThat(otlp(Map.of("otel.metric.export.interval", "500")).interval()).isEqualTo(Duration.ofMillis(500));
    }
}
