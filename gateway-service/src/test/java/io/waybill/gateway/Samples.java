package io.waybill.gateway;

import io.waybill.contracts.OrderEvent;
import io.waybill.contracts.OrderEvent.Kind;
import io.waybill.contracts.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders and events to test with. */
final class Samples {

    static final Instant AT = Instant.parse("2026-11-23T10:00:00.120Z");

    private Samples() {}

    static String order() {
        return order("PO-1042");
    }

    /** Its total is 2550. */
    static String order(String reference) {
        return """
                {"reference":"%s","currency":"USD",
                 "customer":{"id":"C-17","email":"ada@example.com"},
                 "shipTo":{"country":"GB"},
                 "lines":[{"sku":"85123A","quantity":10,"unitPrice":255}],
                 "paymentMethod":"pm_card_visa"}
                """.formatted(reference);
    }

    static OrderEvent step(UUID order, long life, long number, String agent, String status) {
        return new OrderEvent(order, life, number, Kind.STEP, AT.plusSeconds(number), agent, status, null, null, null,
                1, agent + "-1", AT, AT.plusMillis(200));
    }

    static OrderEvent refused(UUID order, long life, long number, String agent, Reason reason) {
        return new OrderEvent(order, life, number, Kind.STEP, AT.plusSeconds(number), agent, "refused", reason.code(),
                null, null, 1, agent + "-1", AT, AT.plusMillis(200));
    }

    static OrderEvent decided(UUID order, long life, long number, String verdict) {
        return new OrderEvent(order, life, number, Kind.DECIDED, AT.plusSeconds(number), "rollback", verdict, null,
                null, null, 1, "rollback-1", AT, AT.plusMillis(5));
    }

    static OrderEvent completed(UUID order, long life, long number) {
        return event(order, life, number, Kind.ENDED, null);
    }

    static OrderEvent ended(UUID order, long life, long number, Reason reason) {
        return event(order, life, number, Kind.ENDED, reason.code());
    }

    static OrderEvent settled(UUID order, long life, long number) {
        return event(order, life, number, Kind.SETTLED, null);
    }

    private static OrderEvent event(UUID order, long life, long number, Kind kind,
            @Nullable String reason) {
        return new OrderEvent(order, life, number, kind, AT.plusSeconds(number), null, null, reason, null, null, 0,
                null, null, null);
    }
}
