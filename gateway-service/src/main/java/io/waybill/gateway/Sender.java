package io.waybill.gateway;

import io.waybill.runtime.Life;
import io.waybill.runtime.OrderStreams;
import io.waybill.runtime.Unsettled;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells Redis what is safe in the ledger, an order or that it's undone, without letting Redis hold up the answer to the merchant.
 * The relay finds what wasn't sent.
 */
@Component
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final OrderStreams streams;
    private final QuickRedis redis = new QuickRedis("sending orders to Redis");

    Sender(OrderStreams streams) {
        this.streams = streams;
    }

    /** Returns when Redis has the order, and soon also when it hasn't: nothing that goes wrong here is the merchant's concern. */
    void send(Life life) throws InterruptedException {
        send(life.orderId(), () -> streams.accept(life));
    }

    /** Sends the undos of an order for which abort stands, in the same manner. May be called twice. */
    void undo(Unsettled order) throws InterruptedException {
        send(order.orderId(), () -> streams.mend(List.of(order)));
    }

    private void send(UUID order, Callable<?> call) throws InterruptedException {
        if (redis.ask(call).isEmpty()) {
            LOG.debug("order {} is left to the relay", order);
        }
    }

    @PreDestroy
    void close() {
        redis.close();
    }
}
