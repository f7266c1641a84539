package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.util.List;

/** Hands one partition's parked entries to the sink; when they are kept, Redis forgets them. */
final class ParkedReader extends BatchReader {

    /** Few, since each may be large. */
    private static final int BATCH = 10;

    private final ParkedSink sink;
    private final Keeping keeping;

    /** @param reader on a connection that keeps bytes: see {@link Redis#bytewise} */
    ParkedReader(Group group, GroupReader reader, ParkedSink sink, Keeping keeping) {
        super(group, reader, BATCH);
        this.sink = sink;
        this.keeping = keeping;
    }

    @Override
    void take(List<StreamMessage<String, String>> messages) throws InterruptedException {
        List<ParkedEntry> entries = messages.stream().map(message -> ParkedEntry.of(group().stream(), message))
                .toList();
        if (!entries.isEmpty()) {
            keeping.keep(entries.stream().map(ParkedEntry::id).toList(), () -> sink.keep(entries));
        }
    }
}
