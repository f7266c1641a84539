package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Hands one partition's parked entries to the sink; when they are kept, Redis forgets them. */
final class ParkedReader implements Member {

    /** Few, since each may be large. */
    private static final int BATCH = 10;

    private final Group group;
    private final GroupReader reader;
    private final ParkedSink sink;
    private final Keeping keeping;
    private volatile int inHand;

    /** @param reader on a connection that keeps bytes: see {@link Redis#bytewise} */
    ParkedReader(Group group, GroupReader reader, ParkedSink sink, Keeping keeping) {
        this.group = group;
        this.reader = reader;
        this.sink = sink;
        this.keeping = keeping;
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public void turn() throws InterruptedException {
        List<StreamMessage<String, String>> messages = reader.read(BATCH);
        inHand = messages.size();
        try {
            keep(messages.stream().map(message -> ParkedEntry.of(group.stream(), message)).toList());
        } catch (InterruptedException | RuntimeException | Error e) {
            reader.lookAgain(); // they are pending to this instance, and not in hand
            throw e;
        } finally {
            inHand = 0;
        }
    }

    private void keep(List<ParkedEntry> entries) throws InterruptedException {
        if (!entries.isEmpty()) {
            keeping.keep(entries.stream().map(ParkedEntry::id).toList(), () -> sink.keep(entries));
        }
    }

    @Override
    public void lookAgain() {
        reader.lookAgain();
    }

    @Override
    public void inherit(Set<String> dead) {
        reader.inherit(dead);
    }

    @Override
    public int inHand() {
        return inHand;
    }

    /** As with events, a batch is seen to in its turn, or left pending. */
    @Override
    public void finish(Duration longest) {
        // the last turn is over
    }
}
