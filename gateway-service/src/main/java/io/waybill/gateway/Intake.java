package io.waybill.gateway;

import io.opentelemetry.api.trace.SpanKind;
import io.waybill.contracts.Order;
import io.waybill.runtime.Conventions;
import io.waybill.runtime.Life;
import io.waybill.runtime.TraceSpan;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Accepts orders: into the ledger for good, then into Redis. */
@Component
class Intake {

    private static final long FIRST_LIFE = 1;

    private final SharedCommit<NewOrder, Receipt> commits;
    /** Shared too: of hundreds of repeated requests each would need a connection otherwise. */
    private final SharedCommit<NewOrder, Optional<Receipt>> lookUps;
    private final Pipelines pipelines;
    private final Sender sender;
    private final int partitions;
    private final KeysInUse keys = new KeysInUse();

    Intake(OrderRows rows, Pipelines pipelines, Sender sender, GatewaySettings settings, OrderMeters meters) {
        this.commits = new SharedCommit<>("intake", orders -> {
            List<Receipt> receipts = UntilKnown.write(() -> rows.insert(orders));
            meters.committed(orders.size(), receipts.stream().filter(Receipt.Written.class::isInstance).count());
            return receipts;
        });
        this.lookUps = new SharedCommit<>("look-ups", rows::find);
        this.pipelines = pipelines;
        this.sender = sender;
        this.partitions = settings.partitions();
    }

    /**
     * Returns when the order, or the one that its key stands for, can't be lost any more. When it throws the order may be
     * sent again: it isn't there, except after {@link OutcomeUnknownException}; and with a key it's never there twice.
     *
     * @throws ProblemException when the key is in use, or stands for an order that asks for something else
     */
    Accepted accept(Order order, Optional<IdempotencyKey> key, TraceParent trace) throws InterruptedException {
        NewOrder asked = NewOrder.of(order, pipelines.current(), partitions, trace);
        return key.isEmpty() ? accept(asked, write(asked)) : accept(asked.under(key.get()), key.get());
    }

    private Accepted accept(NewOrder asked, IdempotencyKey key) throws InterruptedException {
        try (KeysInUse.Use use = keys.begin(key)) {
            return accept(asked, use == null ? earlier(asked) : write(asked));
        }
    }

    /** Its span is the wait for a commit that others share. */
    private Receipt write(NewOrder asked) throws InterruptedException {
        return TraceSpan.current().with("INSERT orders", SpanKind.CLIENT,
                span -> span.setAttribute(Conventions.DB_SYSTEM, Conventions.POSTGRESQL)
                        .setAttribute(Conventions.DB_SUMMARY, "INSERT orders"),
                () -> commits.write(asked));
    }

    /** Another request with this key runs: the first, unless the ledger knows an earlier one. */
    private Receipt earlier(NewOrder asked) throws InterruptedException {
        return lookUps.write(asked).orElseThrow(ProblemException::keyInUse);
    }

    private Accepted accept(NewOrder asked, Receipt receipt) throws InterruptedException {
        return switch (receipt) {
            case Receipt.Written written -> {
                send(firstLife(asked, written));
                yield new Accepted(asked.order().id(), false);
            }
            case Receipt.Repeated repeated -> new Accepted(repeated.earlier(), true);
            case Receipt.KeyReused _ -> throw ProblemException.keyReused();
        };
    }

    private void send(Life life) throws InterruptedException {
        var sending = new Sending(life);
        TraceSpan span = TraceSpan.current().begin(sending.name(), SpanKind.PRODUCER);
        sender.send(life);
        span.end(sending::describe);
    }

    private Life firstLife(NewOrder asked, Receipt.Written written) {
        return new Life(asked.order().id(), asked.partition(), FIRST_LIFE, pipelines.plan(), asked.payload(),
                written.deadline(), asked.trace().toString(), Life.Start.FIRST);
    }

    @PreDestroy
    void close() {
        commits.close();
        lookUps.close();
    }
}
