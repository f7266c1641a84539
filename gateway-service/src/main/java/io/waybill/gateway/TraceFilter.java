package io.waybill.gateway;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.waybill.runtime.Conventions;
import io.waybill.runtime.LogLine;
import io.waybill.runtime.TraceSpan;
import io.waybill.runtime.Traces;
import io.waybill.runtime.Trail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Gives every request its place in a trace, and a span there, before anything can go wrong with it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceFilter extends OncePerRequestFilter {

    /** Asked every few seconds by what watches the service; nobody looks for that in traces. */
    private static final String WATCHED = "/actuator/";

    /** Any other is somebody's own text. */
    private static final Set<String> METHODS = Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST",
            "PUT", "TRACE");

    private final Traces traces;

    TraceFilter(Traces traces) {
        this.traces = traces;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable
        String header = request.getHeader(TraceParent.HEADER);
        Traces its = request.getRequestURI().startsWith(WATCHED) ? Traces.off() : traces;
        try (Trail trail = its.below(header)) {
            TraceSpan span = trail.begin(name(request), SpanKind.SERVER);
            var trace = TraceParent.of(span, header, RandomGenerator.getDefault());
            request.setAttribute(TraceParent.ATTRIBUTE, trace);
            try (Scope _ = span.doing(); var _ = LogLine.in(trace.toString())) {
                chain.doFilter(request, response);
            } catch (ServletException | IOException | RuntimeException e) {
                span.failed(e);
                throw e;
            } finally {
                MDC.clear(); // the thread goes on with another request
                end(span, request, response);
            }
        }
    }

    private static boolean isKnown(String method) {
        return METHODS.contains(method);
    }

    private static String name(HttpServletRequest request) {
        return isKnown(request.getMethod()) ? request.getMethod() : "HTTP";
    }

    private static void end(TraceSpan span, HttpServletRequest request, HttpServletResponse response) {
        int status = response.getStatus();
        if (status >= 500) {
            span.failed(Integer.toString(status));
        }
        span.end(each -> describe(each, request, status));
    }

    private static void describe(Span span, HttpServletRequest request, int status) {
        span.setAttribute(Conventions.HTTP_METHOD, isKnown(request.getMethod()) ? request.getMethod() : "_OTHER")
                .setAttribute(Conventions.HTTP_STATUS, (long) status)
                .setAttribute(Conventions.URL_SCHEME, request.getScheme())
                .setAttribute(Conventions.URL_PATH, request.getRequestURI());
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            span.setAttribute(Conventions.HTTP_ROUTE, route).updateName(name(request) + " " + route);
        }
        OrderInView.of(request).ifPresent(order -> span.setAttribute(Conventions.ORDER, order.toString()));
    }
}
