package io.waybill.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** An OTLP receiver that keeps the spans it gets, and nothing else. */
final class SpanCollector implements AutoCloseable {

    private final HttpServer server;
    private final Queue<TracedSpan> spans = new ConcurrentLinkedQueue<>();

    SpanCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", SpanCollector::takeAnything);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** What a fleet must be told so that every order is traced, to here and soon. */
    Map<String, String> settings() {
        return Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces",
                "OTEL_TRACES_SAMPLER_ARG", "1", "OTEL_BSP_SCHEDULE_DELAY", "200");
    }

    List<TracedSpan> ofTrace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    List<TracedSpan> all() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().forEach(of -> {
                Map<String, String> resource = TracedSpan.texts(of.getResource().getAttributesList());
                of.getScopeSpansList().forEach(scope -> scope.getSpansList()
                        .forEach(span -> spans.add(TracedSpan.of(resource, span))));
            });
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static void takeAnything(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
