package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceExportTest {

    private static final TraceSettings SETTINGS = new TraceSettings(Duration.ofSeconds(10));

    private static TraceExport export(Map<String, Object> settings) {
        return TraceExport.begin(OtlpTest.otlp(settings), SETTINGS, "fraud-agent", "fraud-agent-1");
    }

    @Test
    void withoutAnEndpointThereAreNoTraces() {
        try (TraceExport export = export(Map.of("otel.exporter.otlp.endpoint", ""))) {
            assertThat(export.traces().areOff()).isTrue();
        }
    }

    @Test
    void anEndpointTurnsThemOnAndOneThatIsAwayKeepsNobodyFromStopping() {
        try (TraceExport export = export(Map.of("otel.exporter.otlp.traces.endpoint", "http://127.0.0.1:1"))) {
            assertThat(export.traces().areOff()).isFalse();
        }
    }

    @Test
    void slowIsADurationAboveNothing() {
        assertThatThrownBy(() -> new TraceSettings(Duration.ZERO)).hasMessageContaining("waybill.traces.slow");
    }
}
