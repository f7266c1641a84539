package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.gateway.EventQueries.NewStep;
import io.waybill.gateway.EventQueries.Story;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

@Timeout(10)
class EventStreamTest {

    private static final OrderStanding COMPLETED = new OrderStanding("completed", null, null, null, null);

    private final UUID order = UUID.randomUUID();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final Listener listener = new Listener(order, -1, _ -> {});
    private Instant now = Samples.AT;
    private final EventStream stream = new EventStream(new JsonMapper(), () -> now);

    private static NewStep step(long number) {
        return new NewStep(0, number, new OrderView.Step("validator", "done", 1, null, null, null, null, null));
    }

    @Test
    void eventsAreWrittenAsTheStandardHasThem() throws Exception {
        listener.tell(List.of(step(7)), new Story(order, COMPLETED, 9, true), true);

        stream.write(listener, response);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).matches("""
                retry: [12]\\d{3}

                id: 7
                event: step
                data: \\{"agent":"validator","status":"done",.*}

                id: 9
                event: status
                data: \\{"status":"completed",.*}

                """);
    }

    @Test
    void anEventOfAnOrderToWhichNothingHasHappenedHasNoId() throws Exception {
        listener.tell(List.of(), new Story(order, COMPLETED, 0, true), true);

        stream.write(listener, response);

        assertThat(response.getContentAsString()).contains("event: status").doesNotContain("id:");
    }

    @Test
    void whoNeedNotComeAgainGetsNoContent() throws Exception {
        var knowing = new Listener(order, 9, _ -> {});
        knowing.tell(List.of(), new Story(order, COMPLETED, 9, true), true);

        stream.write(knowing, response);

        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.getContentAsString()).isEmpty();
    }

    @Test
    void whoComesWhileTheGatewayStopsGetsAnEmptyAnswerAndComesAgain() throws Exception {
        listener.dismiss();

        stream.write(listener, response);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).startsWith("retry: ").endsWith("\n\n:\n\n");
    }

    @Test
    void anAnswerEndsAfterAWhileAlsoWhenTheOrderDoesNot() throws Exception {
        listener.tell(List.of(step(7)), new Story(order, COMPLETED, 7, false), true);
        var writing = Thread.ofVirtual().start(() -> {
            try {
                stream.write(listener, response);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> response.getContentAsString().contains("completed"));
        assertThat(writing.isAlive()).isTrue();

        now = now.plus(Duration.ofMinutes(15));
        listener.tell(List.of(step(8)), new Story(order, COMPLETED, 8, false), true);

        writing.join();
        assertThat(response.getContentAsString()).contains("id: 8\n");
    }
}
