package io.waybill.system;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A span as it came over the wire.
 *
 * @param parent empty at the top of a trace
 * @param attributes its own and its service's
 * @param text all there is to it
 */
record TracedSpan(String traceId, String id, String parent, String name, Duration took, Map<String, String> attributes,
        String text) {

    static TracedSpan of(Map<String, String> resource, Span span) {
        var attributes = new TreeMap<>(texts(span.getAttributesList()));
        attributes.putAll(resource);
        return new TracedSpan(hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()),
                span.getName(),
                Duration.ofNanos(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()), attributes,
                span + " " + resource);
    }

    static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey,
                each -> each.getValue().hasIntValue()
                        ? Long.toString(each.getValue().getIntValue())
                        : each.getValue().getStringValue()));
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    boolean isStep() {
        return name.startsWith("process ") && attribute("waybill.outcome").equals("done");
    }

    /** Which agent's, and in which life of the order. */
    String step() {
        return attribute("waybill.agent") + " " + attribute("waybill.life");
    }

    long life() {
        return Long.parseLong(attribute("waybill.life"));
    }
}
