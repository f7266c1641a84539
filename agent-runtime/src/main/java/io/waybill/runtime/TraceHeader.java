package io.waybill.runtime;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The header {@code traceparent}: read where it came alone, without those around it, and written to whatever takes headers. */
final class TraceHeader implements TextMapGetter<String> {

    static final String NAME = "traceparent";
    static final TraceHeader READ = new TraceHeader();
    static final TextMapSetter<BiConsumer<String, String>> WRITE = (headers, name, value) -> {
        if (headers != null) {
            headers.accept(name, value);
        }
    };

    private TraceHeader() {}

    @Override
    public Iterable<String> keys(String traceParent) {
        return List.of(NAME);
    }

    @Override
    public @Nullable String get(@Nullable String traceParent, String key) {
        return NAME.equals(key) ? traceParent : null;
    }
}
