package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is read from the parked, whoever wrote it. */
class ParkedEntryTest {

    private static final UUID ORDER = UUID.randomUUID();

    private static ParkedEntry parked(String stream) {
        String fields = new String(new RawFields(List.of("order", ORDER.toString())).bytes(),
                StandardCharsets.ISO_8859_1);
        return ParkedEntry.of("wb:{0}:parked", new StreamMessage<>("wb:{0}:parked", "5-0", Map.of("stream", stream,
                "entry", "1-0", "life", "2", "number", "7", "cause", "forged", "detail", "", "fields", fields)));
    }

    @Test
    void itSaysWhoseStepIsParkedWithIt() {
        ParkedEntry entry = parked("wb:{0}:stream:validator");

        assertThat(entry.agent()).isEqualTo("validator");
        assertThat(entry.orderId()).isEqualTo(ORDER);
        assertThat(entry.step()).isEqualTo(new ParkedEntry.Step(2, 7));
    }

    @Test
    void noStepIsParkedWithWhatIsNoAgents() {
        ParkedEntry entry = parked("wb:{0}:events");

        assertThat(entry.agent()).isNull();
        assertThat(entry.orderId()).isEqualTo(ORDER);
        assertThat(entry.step()).isNull();
    }
}
