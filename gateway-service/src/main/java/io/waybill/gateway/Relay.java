package io.waybill.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.gateway.UnsettledOrders.Found;
import io.waybill.runtime.OrderStreams;
import io.waybill.runtime.Unsettled;
import io.waybill.runtime.Unsettled.Look;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks after every order that hasn't settled, oldest first, and puts those back into Redis that Redis has lost. It looks at
 * what is there: an order that merely waits in a long line is left alone. Two relays at once, or one that dies anywhere, do
 * no harm: each start gets a number of its own from PostgreSQL, and effects that were had answer from memory.
 */
@Component
class Relay {

    private static final int PAGE = 500;
    private static final UUID OLDEST = new UUID(0, 0);
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final UnsettledOrders orders;
    private final OrderStreams streams;
    private final RelayLease lease;
    private final Starts starts;
    private final Map<Look, Counter> mended = new EnumMap<>(Look.class);

    Relay(UnsettledOrders orders, OrderStreams streams, RelayLease lease, Starts starts, MeterRegistry meters) {
        this.orders = orders;
        this.streams = streams;
        this.lease = lease;
        this.starts = starts;
        for (Look look : List.of(Look.GONE, Look.SENT_AGAIN, Look.UNDOS_SENT)) {
            mended.put(look,
                    Counter.builder("waybill.relay.orders").description("Orders that Redis had lost something of")
                            .tag("look", word(look)).register(meters));
        }
    }

    /**
     * Looks at all of them once, for as long as this gateway holds the lease.
     *
     * @throws org.springframework.dao.DataAccessException when PostgreSQL or Redis can't be asked; what was done is done
     */
    void sweep() throws InterruptedException {
        List<Found> page = orders.after(OLDEST, PAGE);
        while (!page.isEmpty() && lease.take()) {
            look(page.stream().map(this::decided).toList());
            page = page.size() < PAGE ? List.of() : orders.after(page.getLast().order().orderId(), PAGE);
        }
    }

    private Unsettled decided(Found found) {
        Unsettled order = found.order();
        return found.isOverdue()
                ? new Unsettled(order.orderId(), order.partition(), order.life(), orders.abort(order.orderId()))
                : order;
    }

    private void look(List<Unsettled> page) throws InterruptedException {
        Map<Look, List<UUID>> found = new EnumMap<>(Look.class);
        List<Look> looks = streams.mend(page);
        for (int i = 0; i < page.size(); i++) {
            found.computeIfAbsent(looks.get(i), _ -> new ArrayList<>()).add(page.get(i).orderId());
        }
        found.remove(Look.UNDER_WAY);
        List<UUID> idle = found.remove(Look.IDLE);
        if (idle != null) {
            found.computeIfAbsent(Look.GONE, _ -> new ArrayList<>()).addAll(orders.unheard(idle));
        }
        found.forEach(this::report);
        startOver(found.getOrDefault(Look.GONE, List.of()));
    }

    /** The lease is kept from second to second, and none gets a new life for whose start there may be no time. */
    private void startOver(List<UUID> lost) throws InterruptedException {
        for (int from = 0; from < lost.size() && lease.take(); from += starts.perSecond()) {
            starts.begin(orders.startOver(lost.subList(from, Math.min(from + starts.perSecond(), lost.size()))));
        }
    }

    private void report(Look look, List<UUID> ids) {
        if (!ids.isEmpty()) {
            Objects.requireNonNull(mended.get(look)).increment(ids.size());
            LOG.info("{} orders {} in Redis, the oldest is {}", ids.size(), word(look), ids.getFirst());
        }
    }

    private static String word(Look look) {
        return look.name().toLowerCase(Locale.ROOT);
    }
}
