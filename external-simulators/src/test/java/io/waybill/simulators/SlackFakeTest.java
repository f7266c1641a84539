package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.Message;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlackFakeTest {

    private static final String POST_MESSAGE = "https://docs.slack.dev/reference/methods/chat.postMessage";

    private final Lab lab = Lab.fresh();

    @Test
    @Follows(POST_MESSAGE)
    void aMessageIsPostedAndFoundInTheLedger() throws IOException, SlackApiException {
        var posted = slack("xoxb-1").chatPostMessage(message -> message.channel("C0ORDERS").text("Order o-1 completed")
                .metadata(Message.Metadata.builder().eventType("order_completed")
                        .eventPayload(Map.of("order_id", "o-1")).build()));

        assertThat(posted.isOk()).isTrue();
        assertThat(posted.getChannel()).isEqualTo("C0ORDERS");
        assertThat(posted.getMessage().getText()).isEqualTo("Order o-1 completed");
        var entry = lab.ledger("slack").path(0);
        assertThat(entry.path("id").asString()).isEqualTo(posted.getTs());
        assertThat(entry.path("orderId").asString()).isEqualTo("o-1");
        assertThat(entry.path("channel").asString()).isEqualTo("C0ORDERS");
    }

    @Test
    @Follows(POST_MESSAGE)
    void messagesMayAlsoBeJson() {
        var answer = lab.request("POST", "/slack/api/chat.postMessage",
                """
                        {"channel": "#orders", "text": "hi", "metadata": {"event_type": "e", "event_payload": {"order_id": "o-2"}}}""",
                "Authorization", "Bearer xoxb-1", "Content-Type", "application/json; charset=utf-8");

        assertThat(answer.body()).contains("\"ok\":true");
        assertThat(lab.ledger("slack").path(0).path("orderId").asString()).isEqualTo("o-2");
    }

    @Test
    @Follows(POST_MESSAGE)
    void everyMessageHasATimestampOfItsOwn() throws IOException, SlackApiException {
        var first = slack("xoxb-1").chatPostMessage(message -> message.channel("#orders").text("hi"));
        var second = slack("xoxb-1").chatPostMessage(message -> message.channel("#orders").text("hi"));

        assertThat(first.getTs()).isNotEqualTo(second.getTs());
        assertThat(lab.ledger("slack")).hasSize(2);
    }

    @Test
    @Follows(POST_MESSAGE)
    void errorsAreAnswersThatAreNotOk() throws IOException, SlackApiException {
        assertThat(error("xoxb-1", "#missing-channel", "hi")).isEqualTo("channel_not_found");
        assertThat(error("xoxb-1", "Not a channel", "hi")).isEqualTo("channel_not_found");
        assertThat(error("xoxb-1", "#orders", "")).isEqualTo("no_text");
        assertThat(error("wrong", "#orders", "hi")).isEqualTo("invalid_auth");
        assertThat(lab.request("POST", "/slack/api/chat.postMessage", "channel=C1&text=hi").body())
                .contains("not_authed");
        assertThat(lab.ledger("slack")).isEmpty();
    }

    @Test
    @Follows("https://docs.slack.dev/reference/methods/auth.test")
    void theTokenCanBeTested() throws IOException, SlackApiException {
        assertThat(slack("xoxb-1").authTest(request -> request).isOk()).isTrue();
        assertThat(slack("wrong").authTest(request -> request).getError()).isEqualTo("invalid_auth");
    }

    private String error(String token, String channel, String text) throws IOException, SlackApiException {
        return slack(token).chatPostMessage(message -> message.channel(channel).text(text)).getError();
    }

    private MethodsClient slack(String token) {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(lab.base() + "/slack/api/");
        config.setStatsEnabled(false);
        return Slack.getInstance(config).methods(token);
    }
}
