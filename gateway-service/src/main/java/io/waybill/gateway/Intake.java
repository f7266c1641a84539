package io.waybill.gateway;

import io.waybill.contracts.Order;
import io.waybill.runtime.Life;
import io.waybill.runtime.OrderStreams;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Accepts orders: into the ledger for good, then into Redis. */
@Component
class Intake {

    private static final long FIRST_LIFE = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final SharedCommit<NewOrder, Instant> commits;
    private final Pipelines pipelines;
    private final OrderStreams streams;
    private final int partitions;

    Intake(OrderRows rows, Pipelines pipelines, OrderStreams streams, GatewaySettings settings) {
        this.commits = new SharedCommit<>("intake", rows::insert);
        this.pipelines = pipelines;
        this.streams = streams;
        this.partitions = settings.partitions();
    }

    /**
     * Returns when the order can't be lost any more. When it throws the order may be sent again: it isn't there, unless the
     * connection broke at the very moment of the commit.
     */
    void accept(Order order, TraceParent trace) throws InterruptedException {
        NewOrder accepted = NewOrder.of(order, pipelines.current(), partitions, trace);
        Instant deadline = commits.write(accepted);
        send(new Life(order.id(), accepted.partition(), FIRST_LIFE, pipelines.plan(), accepted.payload(), deadline,
                trace.toString(), Life.Start.FIRST));
    }

    /** The order is safe, so nothing that goes wrong here is the client's concern. */
    private void send(Life life) {
        try {
            streams.accept(life);
        } catch (RuntimeException e) {
            LOG.warn("order {} is in the ledger, not yet in Redis: {}", life.orderId(), e.toString());
        }
    }

    @PreDestroy
    void close() {
        commits.close();
    }
}
