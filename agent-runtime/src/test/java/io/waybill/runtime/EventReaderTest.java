package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How events come to whoever keeps them, on a real Redis. */
class EventReaderTest extends OnRedis {

    private final Telemetry telemetry = new Telemetry(new SimpleMeterRegistry());
    private final Group group = Group.ofEvents(new Keys(0));
    private final List<List<OrderEvent>> written = new ArrayList<>();

    private final EventSink sink = batch -> {
        written.add(batch);
        return Map.of();
    };

    private static void anOrderIsValidated() {
        new OrderInRedis(redis, STANDARD).accepted().done("validator");
    }

    @Test
    void whatHappensWhileItRestsIsWrittenTogether() throws Exception {
        Waiter busy = _ -> {
            anOrderIsValidated();
            anOrderIsValidated();
        };
        try (var stream = new GroupReader(redis, group, "test-1", telemetry)) {
            stream.create();
            var reader = new EventReader(group, stream, sink, new Keeping(redis, group, busy),
                    new Parking(redis, telemetry));
            anOrderIsValidated();

            reader.turn();
            reader.turn();
        }

        assertThat(written).extracting(List::size).containsExactly(1, 2);
    }
}
