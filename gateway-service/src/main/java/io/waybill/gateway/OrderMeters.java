package io.waybill.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many orders come and end, and how long they take. All is counted after its commit, so what a gateway has committed when it
 * dies, or without hearing of it, isn't counted by anybody.
 */
@Component
class OrderMeters {

    /** Among them the ten seconds in which orders are to end. */
    private static final Duration[] DURATIONS = LongStream.of(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000,
            30_000, 60_000, 120_000, 300_000).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
    private static final String NO_REASON = "none";
    private static final String NEWER_REASON = "other";

    private final Counter accepted;
    private final DistributionSummary intake;
    private final DistributionSummary events;
    private final Map<String, Counter> ends = new HashMap<>();
    private final Map<String, Timer> durations = new HashMap<>();

    OrderMeters(MeterRegistry meters) {
        accepted = Counter.builder("waybill.orders.accepted").description("Orders that were written to the ledger")
                .register(meters);
        intake = batches(meters, "waybill.intake.batch", "Orders that shared a commit");
        events = batches(meters, "waybill.ledger.batch", "Events that were written in one transaction");
        ends.put(NO_REASON, ended(meters, OrderStatus.COMPLETED, NO_REASON));
        ends.put(NEWER_REASON, ended(meters, OrderStatus.FAILED, NEWER_REASON));
        for (Reason reason : Reason.values()) {
            ends.put(reason.code(), ended(meters, reason.end(), reason.code()));
        }
        for (OrderStatus status : List.of(OrderStatus.COMPLETED, OrderStatus.REJECTED, OrderStatus.FAILED,
                OrderStatus.CANCELLED)) {
            durations.put(status.code(), Timer.builder("waybill.order.duration")
                    .description("From an order's acceptance to its end").tag("status", status.code())
                    .serviceLevelObjectives(DURATIONS).register(meters));
        }
    }

    private static DistributionSummary batches(MeterRegistry meters, String name, String description) {
        return DistributionSummary.builder(name).description(description).serviceLevelObjectives(BATCHES)
                .register(meters);
    }

    private static Counter ended(MeterRegistry meters, OrderStatus status, String reason) {
        return Counter.builder("waybill.orders.ended").description("Orders whose end was written to the ledger")
                .tags("status", status.code(), "reason", reason).register(meters);
    }

    /** So many orders shared a commit, and so many of them weren't there before. */
    void committed(int together, long fresh) {
        intake.record(together);
        accepted.increment((double) fresh);
    }

    /** So many events were written in one transaction. */
    void wrote(int together) {
        events.record(together);
    }

    /** An order's end was written, for the first time. */
    void ended(OrderEnds.Ended end) {
        Objects.requireNonNull(ends.get(label(end.reason()))).increment();
        Objects.requireNonNull(durations.get(end.status())).record(end.took());
    }

    private static String label(@Nullable String reason) {
        if (reason == null) {
            return NO_REASON;
        }
        return Reason.find(reason).isPresent() ? reason : NEWER_REASON;
    }
}
