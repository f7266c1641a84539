package io.waybill.gateway;

import io.waybill.gateway.Bulletin.Message;
import io.waybill.gateway.Bulletin.Next;
import io.waybill.gateway.EventQueries.NewStep;
import io.waybill.gateway.EventQueries.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client that listens to an order. It has room for one bulletin, and nothing is read for it from the ledger until that
 * is taken: what a client doesn't read stays where it is.
 */
final class Listener implements AutoCloseable {

    private final UUID order;
    private final Consumer<Listener> leave;
    private final BlockingQueue<Bulletin> room = new ArrayBlockingQueue<>(1);
    private volatile boolean marked = true;
    private volatile boolean dismissed;
    private long told;
    private @Nullable OrderStanding standing;

    /** @param told the number of the last event that the client knows; less than any when it knows none */
    Listener(UUID order, long told, Consumer<Listener> leave) {
        this.order = order;
        this.told = told;
        this.leave = leave;
    }

    UUID order() {
        return order;
    }

    /** The number of the last event that it has been told of. */
    long told() {
        return told;
    }

    /** Has its order looked at, soon. */
    void mark() {
        marked = true;
    }

    /** Whether its order is to be looked at, and it would hear of it. */
    boolean isAttentive() {
        return marked && room.isEmpty();
    }

    /**
     * Tells what it doesn't know yet. To be called by one thread, and only when it's attentive.
     *
     * @param steps the next of the order up to a number below which none will come; some of them, when there are many
     * @param isUpToDate whether the story is about nothing beyond these
     */
    void tell(List<NewStep> steps, Story story, boolean isUpToDate) {
        var messages = new ArrayList<>(steps.stream().map(Message::of).toList());
        boolean isOver = isUpToDate && story.isOver();
        if (isUpToDate && !story.standing().equals(standing) && !knowsTheEnd(story)) {
            messages.add(Message.of(story));
            standing = story.standing();
        }
        told = isUpToDate ? Math.max(told, story.last()) : lastOf(steps);
        marked = !isUpToDate;
        if (isOver || !messages.isEmpty()) {
            boolean _ = room.offer(new Bulletin(messages, isOver ? Next.NOTHING : Next.MORE));
        }
    }

    /** Who comes back after the last event has heard of the end with it. */
    private boolean knowsTheEnd(Story story) {
        return standing == null && story.isOver() && told >= story.last();
    }

    private long lastOf(List<NewStep> steps) {
        return steps.isEmpty() ? told : steps.getLast().number();
    }

    /** The next bulletin; {@link Bulletin#SILENCE} after the longest wait, when the order is looked at without being asked for. */
    Bulletin take(Duration longest) throws InterruptedException {
        if (dismissed && room.isEmpty()) {
            return Bulletin.GO_ELSEWHERE;
        }
        Bulletin bulletin = room.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (bulletin == null) {
            mark();
            return Bulletin.SILENCE;
        }
        return bulletin;
    }

    /** It still gets what it has been told, then {@link Bulletin#GO_ELSEWHERE}. */
    void dismiss() {
        dismissed = true;
        boolean _ = room.offer(Bulletin.GO_ELSEWHERE);
    }

    @Override
    public void close() {
        leave.accept(this);
    }
}
