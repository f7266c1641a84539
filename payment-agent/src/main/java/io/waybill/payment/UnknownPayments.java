package io.waybill.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts how often it wasn't known whether an earlier try had moved money, so that Stripe had to be asked. */
@Component
class UnknownPayments {

    private final Map<Operation, Counter> asked = new EnumMap<>(Operation.class);

    /** What may have had an effect that nobody has heard of. */
    enum Operation {
        CONFIRM, CAPTURE
    }

    UnknownPayments(MeterRegistry meters) {
        for (Operation operation : Operation.values()) {
            asked.put(operation, Counter.builder("waybill.payments.unknown")
                    .description("Times that Stripe had to be asked whether an earlier try had happened")
                    .tag("operation", operation.name().toLowerCase(Locale.ROOT)).register(meters));
        }
    }

    void asked(Operation operation) {
        Objects.requireNonNull(asked.get(operation)).increment();
    }
}
