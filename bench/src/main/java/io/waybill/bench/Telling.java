package io.waybill.bench;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** How much a fleet tells of itself while it works. What it counts is there for Prometheus in any case. */
enum Telling {
    NOTHING("nothing sent", "0"),
    SOME("1 order in 10 traced", "0.1"),
    ALL("each order traced", "1");

    private final String title;
    private final String share;

    Telling(String title, String share) {
        this.title = title;
        this.share = share;
    }

    String title() {
        return title;
    }

    /** @param sink where metrics and traces go, unless nothing is sent */
    Map<String, String> settings(Map<String, String> environment, URI sink) {
        var settings = new HashMap<>(environment);
        settings.keySet().removeIf(name -> name.startsWith("OTEL_"));
        if (this != NOTHING) {
            settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", sink.toString());
            settings.put("OTEL_METRIC_EXPORT_INTERVAL", "10000"); // several times in a run
            settings.put("OTEL_TRACES_SAMPLER_ARG", share);
        }
        return settings;
    }
}
