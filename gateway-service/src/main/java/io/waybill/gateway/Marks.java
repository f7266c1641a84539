package io.waybill.gateway;

import io.waybill.runtime.OrderStreams;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The marks that the relay leaves in Redis, one in each partition, to see when Redis is empty or older than it was. */
@Component
class Marks {

    private final OrderStreams streams;
    private final int partitions;
    private @Nullable String last;

    Marks(OrderStreams streams, GatewaySettings settings) {
        this.streams = streams;
        this.partitions = settings.partitions();
    }

    /** Also true when this gateway has left no mark yet, or had to forget it: it hasn't looked before. */
    boolean showALoss() {
        String before = last;
        String next = UUID.randomUUID().toString();
        boolean lost = false;
        for (int partition = 0; partition < partitions; partition++) {
            lost |= !String.valueOf(before).equals(streams.mark(partition, next));
        }
        last = next;
        return lost;
    }

    /** To be called when another gateway may have left marks since, or Redis couldn't be asked. */
    void forget() {
        last = null;
    }
}
