package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OtlpMetricsTest {

    @Test
    void whatIsCountedGetsToTheCollectorUnderTheServicesName() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        var registry = new OtlpMeterRegistry(OtlpMetrics.of(OtlpTest.otlp(Map.of("otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort(), "otel.metric.export.interval", "100")),
                "fraud-agent", "fraud-agent-1"), Clock.SYSTEM);
        try {
            new Telemetry(registry).tried("fraud_agent", TryEnd.OUTAGE);

            await().untilAsserted(() -> assertThat(bodies).anySatisfy(body -> assertThat(body)
                    .contains("waybill.tries", "outage", "service.name", "fraud-agent", "fraud-agent-1")));
        } finally {
            registry.close();
            collector.stop(0);
        }
    }
}
