package io.waybill.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Calls of providers over HTTP: each is a span of what its thread is doing, and counted and timed by what was answered. */
public final class ProviderCalls {

    private static final Duration[] BUCKETS = Telemetry.bounds(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000);

    private final MeterRegistry meters;

    public ProviderCalls(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * What is asked of whom.
     *
     * @param provider such as {@code stripe}
     * @param operation such as {@code confirm}; never anything of one order
     */
    public record Request(String provider, String operation, String method, URI uri) {}

    /** The exchange itself, with what follows from an answer that makes no sense. */
    public interface Exchange<T> {
        T with(ProviderCall call) throws IOException, InterruptedException;
    }

    /** Makes the call, once, on this thread. Whatever is thrown is thrown on. */
    public <T> T make(Request request, Exchange<T> exchange) throws IOException, InterruptedException {
        TraceSpan span = TraceSpan.current().begin(
                request.method() + " " + request.provider() + "." + request.operation(), SpanKind.CLIENT);
        var call = new ProviderCall(span);
        try (Scope _ = span.doing()) {
            return timed(request, exchange, call);
        } finally {
            span.end(each -> describe(each, request, call));
        }
    }

    private <T> T timed(Request request, Exchange<T> exchange, ProviderCall call)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        try {
            return exchange.with(call);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            call.failed(e);
            throw e;
        } finally {
            long took = System.nanoTime() - started;
            timer(request, call.outcome()).record(took, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(Request request, String status) {
        return Timer.builder("waybill.provider.calls").description("Calls of providers by what was answered")
                .tags("provider", request.provider(), "operation", request.operation(), "status", status)
                .serviceLevelObjectives(BUCKETS).register(meters);
    }

    /** As the conventions want it: whoever configures an address may have put a password into it. */
    private static String withoutCredentials(URI uri) {
        return uri.getRawUserInfo() == null
                ? uri.toString()
                : uri.toString().replace(uri.getRawUserInfo() + "@", "REDACTED:REDACTED@");
    }

    private static void describe(Span span, Request request, ProviderCall call) {
        span.setAttribute(Conventions.HTTP_METHOD, request.method())
                .setAttribute(Conventions.URL_FULL, withoutCredentials(request.uri()))
                .setAttribute(Conventions.SERVER_ADDRESS, request.uri().getHost())
                .setAttribute(Conventions.PROVIDER, request.provider())
                .setAttribute(Conventions.OPERATION, request.operation());
        if (request.uri().getPort() > 0) {
            span.setAttribute(Conventions.SERVER_PORT, (long) request.uri().getPort());
        }
        if (call.httpStatus() > 0) {
            span.setAttribute(Conventions.HTTP_STATUS, (long) call.httpStatus());
        }
    }
}
