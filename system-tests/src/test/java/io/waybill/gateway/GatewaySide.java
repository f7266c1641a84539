package io.waybill.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Order;
import io.waybill.contracts.Pipeline;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.EventSink;
import io.waybill.runtime.Life;
import io.waybill.runtime.OrderStreams;
import io.waybill.runtime.Traces;
import io.waybill.runtime.Unsettled;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The gateway's own intake, ledger and relay, driven by hand for one order at a time. */
public final class GatewaySide {

    private static final int NO_LIMIT = 1_000_000;

    private final JdbcClient ledger;
    private final Pipelines pipelines;
    private final LedgerWriter writer;

    /** @param source of connections as the role {@code ledger}, to a migrated database */
    public GatewaySide(DataSource source, Pipeline pipeline) {
        this.ledger = JdbcClient.create(source);
        this.pipelines = new Pipelines(ledger, pipeline);
        var batches = new LedgerBatches(new EventRows(ledger), new OrderEnds(ledger),
                new TransactionTemplate(new JdbcTransactionManager(source)),
                new OrderMeters(new SimpleMeterRegistry()),
                new OrderTraces(Traces.off(), InstantSource.system()));
        this.writer = new LedgerWriter(batches, new EndWaiters(), new Listeners());
    }

    /** Writes the order into the ledger, as if it had been there for a while. */
    public Life accept(Order order) {
        NewOrder accepted = NewOrder.of(order, pipelines.current(), 1,
                TraceParent.continued(null, RandomGenerator.getDefault()));
        new OrderRows(ledger).insert(List.of(accepted));
        Instant deadline = ledger
                .sql("""
                        update orders set accepted_at = accepted_at - interval '1 minute' where id = :order returning deadline_at
                        """)
                .param("order", order.id()).query((row, _) -> Times.required(row, "deadline_at")).single();
        return new Life(order.id(), 0, 1, pipelines.plan(), accepted.payload(), deadline, accepted.trace().toString(),
                Life.Start.FIRST);
    }

    public EventSink ledger() {
        return writer;
    }

    /**
     * A merchant's cancel, as far as it lasts: the decision, and where abort stands the undos.
     *
     * @return what stands; null when the order has ended
     */
    public @Nullable Standing cancel(Order order, Consumer<Unsettled> undo) {
        Optional<Unsettled> asked = new UnsettledOrders(ledger, pipelines).cancel(order.id(), order.merchant(), null);
        if (asked.isEmpty()) {
            return null;
        }
        Standing standing = asked.get().decision();
        if (standing != null && standing.verdict() == Decision.ABORT) {
            undo.accept(asked.get());
        }
        return standing;
    }

    /** Lets a relay look after this order. Two may be at work at once: the lease only saves work. */
    public void relay(UUID order, OrderStreams streams) throws InterruptedException {
        var starts = new Starts(streams, () -> true, Traces.off(), new GatewaySettings(1, "", NO_LIMIT));
        new Relay(new OnlyOne(order), streams, new AlwaysMine(), starts, new SimpleMeterRegistry()).sweep();
    }

    private final class OnlyOne extends UnsettledOrders {

        private final UUID order;

        OnlyOne(UUID order) {
            super(GatewaySide.this.ledger, pipelines);
            this.order = order;
        }

        @Override
        List<Found> after(UUID before, int limit) {
            UUID justBefore = new UUID(order.getMostSignificantBits(), order.getLeastSignificantBits() - 1);
            return super.after(justBefore, 1).stream().filter(found -> found.order().orderId().equals(order)).toList();
        }
    }

    private final class AlwaysMine extends RelayLease {

        AlwaysMine() {
            super(GatewaySide.this.ledger);
        }

        @Override
        boolean take() {
            return true;
        }
    }
}
