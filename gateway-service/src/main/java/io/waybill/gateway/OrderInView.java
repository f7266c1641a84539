package io.waybill.gateway;

import io.waybill.runtime.LogLine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Notes which order a request is about, for its log lines and its span: the one that its address names. */
final class OrderInView implements HandlerInterceptor {

    private static final String ATTRIBUTE = "waybill.order";
    private static final String ADDRESSES = "/orders/{id}";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route
                && route.startsWith(ADDRESSES)
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> names
                && names.get("id") instanceof String id) {
            OrderId.parse(id).ifPresent(order -> note(request, order));
        }
        return true;
    }

    /** The same for one that gets its id just now. */
    static void note(HttpServletRequest request, UUID order) {
        request.setAttribute(ATTRIBUTE, order);
        LogLine.isAbout(order); // until TraceFilter clears it
    }

    static Optional<UUID> of(HttpServletRequest request) {
        return Optional.ofNullable((UUID) request.getAttribute(ATTRIBUTE));
    }
}
