package io.waybill.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.RetryLaterException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {

    private final SlackChannel channel = new SlackChannel(Outside.slack(),
            new ProviderCalls(new SimpleMeterRegistry()));
    private final Confirmation confirmation = new Confirmation(Orders.order(), Orders.SHIPMENT);

    @BeforeEach
    void reset() throws Exception {
        Outside.reset();
    }

    @AfterEach
    void close() {
        channel.close();
    }

    @Test
    void aMessageArrivesWithTheOrdersId() throws Exception {
        String id = channel.send(confirmation);

        assertThat(Outside.ledger("slack", confirmation.order().id())).singleElement().satisfies(message -> {
            assertThat(message.path("id").asString()).isEqualTo(id).isNotEmpty();
            assertThat(message.path("text").asString()).isEqualTo(confirmation.notice());
        });
    }

    @Test
    void aReferenceCannotCallEverybody() throws Exception {
        var order = Orders.order(UUID.randomUUID(), "<!channel> & co", null, "GBP", confirmation.order().lines());
        channel.send(new Confirmation(order, Orders.SHIPMENT));

        assertThat(Outside.ledger("slack", order.id())).singleElement().satisfies(
                message -> assertThat(message.path("text").asString()).contains("&lt;!channel&gt; &amp; co"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void anOutageIsTriedAgainByTheRuntimeAndNotByTheClient(int status) throws Exception {
        Outside.inject("{'provider':'slack','operation':'*','kind':'status','status':%d,'count':1}".formatted(status));

        assertThatThrownBy(() -> channel.send(confirmation)).isInstanceOf(IOException.class)
                .hasMessageContaining("" + status);
        assertThat(channel.send(confirmation)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"wrong-token,#orders,invalid_auth,SLACK_BOT_TOKEN",
        "xoxb-secret,#missing,channel_not_found,SLACK_CHANNEL"})
    void whatStaysWrongIsForPeopleToMend(String token, String to, String error, String cure) throws Exception {
        try (var wrong = new SlackChannel(Outside.slack(token, to), new ProviderCalls(new SimpleMeterRegistry()))) {
            assertThatThrownBy(() -> wrong.send(confirmation)).isInstanceOf(PermanentFailureException.class)
                    .hasMessageContaining(error).hasMessageContaining(cure).hasMessageNotContaining(token);
        }
    }

    @Test
    void slackMaySayWhenToComeBack() throws Exception {
        Outside.inject("{'provider':'slack','operation':'*','kind':'status','status':429,'retryAfter':7}");

        assertThatThrownBy(() -> channel.send(confirmation)).isInstanceOfSatisfying(RetryLaterException.class,
                e -> assertThat(e.delay()).isEqualTo(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"malformed", "oversized"})
    void whatIsNoAnswerIsAnOutage(String kind) throws Exception {
        Outside.inject("{'provider':'slack','operation':'*','kind':'%s'}".formatted(kind));

        assertThatThrownBy(() -> channel.send(confirmation)).isInstanceOf(IOException.class);
    }

    @Test
    void aDroppedAnswerIsNotRepeatedBehindOurBack() throws Exception {
        Outside.inject("{'provider':'slack','operation':'*','kind':'drop_answer','count':1}");

        assertThatThrownBy(() -> channel.send(confirmation)).isInstanceOf(IOException.class);
        assertThat(Outside.ledger("slack", confirmation.order().id())).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        Outside.inject("{'provider':'slack','operation':'*','kind':'hang'}");
        var sending = new FutureTask<>(() -> channel.send(confirmation));
        Thread thread = Thread.ofVirtual().start(sending);
        Awaitility.await().until(() -> Outside.fired() == 1);
        thread.interrupt();

        Awaitility.await().atMost(Duration.ofSeconds(2)).until(sending::isDone);
        assertThat(sending.state()).isEqualTo(FutureTask.State.FAILED);
    }
}
