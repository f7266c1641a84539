package io.waybill.gateway;

import io.opentelemetry.api.trace.Span;
import io.waybill.runtime.Conventions;
import io.waybill.runtime.Life;

/** What a trace says of an order's life being put into Redis: where it's sent to, and in which life. */
record Sending(Life life) {

    String name() {
        return "send " + to();
    }

    private String to() {
        return switch (life.start()) {
            case FIRST -> life.plan().fields().getOrDefault("first", "");
            case ROLLBACK -> "rollback";
            case TRAILING -> life.plan().fields().getOrDefault("trailing", "");
        };
    }

    void describe(Span span) {
        span.setAttribute(Conventions.MESSAGING_SYSTEM, Conventions.REDIS)
                .setAttribute(Conventions.MESSAGING_OPERATION, "send")
                .setAttribute(Conventions.MESSAGING_TYPE, "send")
                .setAttribute(Conventions.MESSAGING_DESTINATION, to())
                .setAttribute(Conventions.MESSAGING_PARTITION, Integer.toString(life.partition()))
                .setAttribute(Conventions.ORDER, life.orderId().toString())
                .setAttribute(Conventions.LIFE, life.number());
    }
}
