package io.waybill.runtime;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread knows of its order, for logs and traces, goes along to another that works for it. */
public final class Carried {

    private Carried() {}

    /** The same work, for a thread that afterwards ends or does something else. */
    public static <T> Callable<T> along(Callable<T> work) {
        @Nullable
        Map<String, String> log = MDC.getCopyOfContextMap();
        Context context = Context.current();
        return () -> {
            MDC.setContextMap(log == null ? Map.of() : log);
            try (Scope _ = context.makeCurrent()) {
                return work.call();
            } finally {
                MDC.clear();
            }
        };
    }
}
