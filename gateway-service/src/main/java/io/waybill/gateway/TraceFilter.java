package io.waybill.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request its place in a trace, before anything can go wrong with it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var trace = TraceParent.continued(request.getHeader(TraceParent.HEADER), RandomGenerator.getDefault());
        request.setAttribute(TraceParent.ATTRIBUTE, trace);
        try (var _ = MDC.putCloseable("traceId", trace.traceId())) {
            chain.doFilter(request, response);
        }
    }
}
