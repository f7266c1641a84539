package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CarriedTest {

    private static final UUID ORDER = UUID.fromString("018f4d2e-0000-7000-8000-000000000001");

    private final Exported exported = new Exported(Sampler.alwaysOn());

    private record Known(Map<String, String> log, TraceSpan span) {

        static Known here() {
            return new Known(MDC.getCopyOfContextMap() == null ? Map.of() : MDC.getCopyOfContextMap(),
                    TraceSpan.current());
        }
    }

    @Test
    void whatOneThreadKnowsOfItsOrderAnotherKnowsWhileItWorksForIt() throws Exception {
        TraceSpan span = exported.traces.below(Exported.SAMPLED).begin("try", SpanKind.INTERNAL);
        try (var other = Executors.newSingleThreadExecutor()) {
            Callable<Known> work;
            try (Scope _ = span.doing(); var _ = LogLine.of(ORDER); var _ = LogLine.in(Exported.SAMPLED)) {
                work = Carried.along(Known::here);
            }

            assertThat(other.submit(work).get()).isEqualTo(new Known(Map.of("orderId", ORDER.toString(),
                    "traceId", "4bf92f3577b34da6a3ce929d0e0e4736"), span));
            assertThat(other.submit(Known::here).get()).isEqualTo(new Known(Map.of(), TraceSpan.NONE));
        }
        assertThat(Known.here()).isEqualTo(new Known(Map.of(), TraceSpan.NONE));
    }
}
