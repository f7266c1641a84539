package io.waybill.gateway;

import io.waybill.runtime.Life;
import io.waybill.runtime.OrderStreams;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.springframework.dao.QueryTimeoutException;

/** Stands for Redis: remembers what was sent to it, breaks when told to, and does what a test wants to come of it. */
final class RecordingStreams implements OrderStreams {

    private final Queue<Life> accepted = new ConcurrentLinkedQueue<>();
    private volatile boolean broken;
    private volatile Consumer<Life> then = _ -> {};

    @Override
    public boolean accept(Life life) {
        if (broken) {
            throw new QueryTimeoutException("Redis command timed out");
        }
        accepted.add(life);
        then.accept(life);
        return true;
    }

    Life accepted(UUID order) {
        return accepted.stream().filter(life -> life.orderId().equals(order)).findFirst().orElseThrow();
    }

    void breakDown() {
        broken = true;
    }

    void onAccept(Consumer<Life> consequence) {
        then = consequence;
    }

    void mend() {
        broken = false;
        then = _ -> {};
    }
}
