package io.waybill.gateway;

import io.waybill.runtime.Waiter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends clients away before the gateway stops. Once Tomcat has been told to take no more, a request on a connection that is
 * open still gets a 503 or no answer at all; so for a moment before that everything is answered as ever, while readiness
 * tells load balancers to go elsewhere, and each answer asks its client to close the connection (RFC 9112, 9.6). Who comes all
 * the same while the listener is being closed may still be cut off without an answer, as with any server; repeating the
 * request under its idempotency key is safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LastCall extends OncePerRequestFilter implements SmartLifecycle {

    private static final Duration NOTICE = Duration.ofSeconds(2);
    /** Tomcat closes a connection that has been idle for this long, so nobody holds one when nobody has asked since. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

    private final InstantSource clock;
    private final Waiter waiter;
    private volatile Instant lastRequest = Instant.MIN;
    private volatile boolean running;
    private volatile boolean closing;

    LastCall(InstantSource clock, Waiter waiter) {
        this.clock = clock;
        this.waiter = waiter;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        lastRequest = clock.instant();
        if (closing) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        closing = true;
        if (clock.instant().isBefore(lastRequest.plus(LONGEST_IDLE))) {
            try {
                waiter.sleep(NOTICE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Just before the web server stops. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }
}
