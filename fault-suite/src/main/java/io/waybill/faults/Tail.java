package io.waybill.faults;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows all streams without taking anything from them. */
final class Tail implements AutoCloseable {

    private static final Duration BLOCK = Duration.ofMillis(500);

    private final Streams streams;
    private final Map<String, String> last = new HashMap<>();

    Tail(Streams streams) {
        this.streams = streams;
        streams.keys().forEach(stream -> last.put(stream, streams.lastId(stream)));
    }

    /** What has come since, or comes in half a second. */
    @SuppressWarnings("unchecked") // Lettuce's signature: an array of a generic type
    List<StreamMessage<String, String>> next() {
        StreamOffset<String>[] offsets = last.entrySet().stream()
                .map(stream -> StreamOffset.from(stream.getKey(), stream.getValue())).toArray(StreamOffset[]::new);
        List<StreamMessage<String, String>> entries = streams.commands().xread(XReadArgs.Builder.block(BLOCK), offsets);
        entries.forEach(entry -> last.put(entry.getStream(), entry.getId()));
        return entries;
    }

    @Override
    public void close() {
        streams.close();
    }
}
