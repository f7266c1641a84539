package io.waybill.gateway;

import io.waybill.runtime.Life;
import io.waybill.runtime.OrderStreams;
import io.waybill.runtime.Unsettled;
import io.waybill.runtime.Unsettled.Look;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** Stands for Redis: remembers what was sent to it, breaks when told to, and does what a test wants to come of it. */
final class RecordingStreams implements OrderStreams {

    private final Queue<Life> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Unsettled> seen = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Look> looks = new ConcurrentHashMap<>();
    private final Map<Integer, String> marks = new ConcurrentHashMap<>();
    private volatile boolean broken;
    private volatile Consumer<Life> then = _ -> {};
    private volatile Runnable beforeMending = () -> {};

    @Override
    public boolean accept(Life life) {
        requireHealth();
        accepted.add(life);
        then.accept(life);
        return true;
    }

    @Override
    public List<Look> mend(List<Unsettled> orders) {
        requireHealth();
        beforeMending.run();
        seen.addAll(orders);
        return orders.stream().map(order -> looks.getOrDefault(order.orderId(), lives(order.orderId()).stream()
                .anyMatch(life -> life.number() >= order.life()) ? Look.UNDER_WAY : Look.GONE)).toList();
    }

    @Override
    public @Nullable String mark(int partition, String mark) {
        requireHealth();
        return marks.put(partition, mark);
    }

    private void requireHealth() {
        if (broken) {
            throw new QueryTimeoutException("Redis command timed out");
        }
    }

    /** The order's lives so far, in the sequence in which they began. */
    List<Life> lives(UUID order) {
        return accepted.stream().filter(life -> life.orderId().equals(order)).toList();
    }

    /** The order as the relay last asked for it. */
    Unsettled asked(UUID order) {
        return seen.stream().filter(each -> each.orderId().equals(order)).reduce((_, last) -> last).orElseThrow();
    }

    boolean wasAsked(UUID order) {
        return seen.stream().anyMatch(each -> each.orderId().equals(order));
    }

    void looks(UUID order, Look look) {
        looks.put(order, look);
    }

    /** This order alone is gone. */
    void forget(UUID order) {
        accepted.removeIf(life -> life.orderId().equals(order));
    }

    /** Everything in it is gone. */
    void empty() {
        accepted.clear();
        marks.clear();
    }

    List<Life> all() {
        return List.copyOf(accepted);
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

    void onMend(Runnable before) {
        beforeMending = before;
    }

    void mend() {
        broken = false;
        then = _ -> {};
        beforeMending = () -> {};
    }
}
