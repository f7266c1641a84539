package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A member that sees to a batch in the turn that reads it, so that between turns it holds nothing. */
abstract class BatchReader implements Member {

    private final Group group;
    private final GroupReader reader;
    private final int batch;
    private volatile int inHand;

    /** @param batch how many entries are read at once, at most */
    BatchReader(Group group, GroupReader reader, int batch) {
        this.group = group;
        this.reader = reader;
        this.batch = batch;
    }

    /** Returns when they are kept and acknowledged; none may have come. When it throws, they come again. */
    abstract void take(List<StreamMessage<String, String>> messages) throws InterruptedException;

    /** After a batch, before the next is read. */
    void rest() throws InterruptedException {}

    @Override
    public final Group group() {
        return group;
    }

    @Override
    public final void turn() throws InterruptedException {
        List<StreamMessage<String, String>> messages = reader.read(batch);
        inHand = messages.size();
        try {
            take(messages);
        } catch (InterruptedException | RuntimeException | Error e) {
            reader.lookAgain(); // they are pending to this instance, and not in hand
            throw e;
        } finally {
            inHand = 0;
        }
        if (!messages.isEmpty()) {
            rest();
        }
    }

    @Override
    public final void lookAgain() {
        reader.lookAgain();
    }

    @Override
    public final void inherit(Set<String> dead) {
        reader.inherit(dead);
    }

    @Override
    public final int inHand() {
        return inHand;
    }

    /** A batch is seen to in its turn, or left pending: peers claim it as soon as the sign of life has gone. */
    @Override
    public final void finish(Duration longest) {
        // the last turn is over
    }
}
