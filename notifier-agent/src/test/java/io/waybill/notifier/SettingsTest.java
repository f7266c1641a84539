package io.waybill.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({"api.sendgrid.com,k,a@b.example,SENDGRID_API_BASE",
        "https://api.sendgrid.com,'',a@b.example,SENDGRID_API_KEY",
        "https://api.sendgrid.com,k,nobody,waybill.sendgrid.from"})
    void nonsenseAboutSendGridStopsTheStart(String base, String key, String from, String named) {
        assertThatThrownBy(() -> new SendGridSettings(URI.create(base), key, from, SECOND, SECOND))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"file:///slack,t,#orders,SLACK_API_BASE", "https://slack.com,'',#orders,SLACK_BOT_TOKEN",
        "https://slack.com,t,' ',SLACK_CHANNEL"})
    void nonsenseAboutSlackStopsTheStart(String base, String token, String channel, String named) {
        assertThatThrownBy(() -> new SlackSettings(URI.create(base), token, channel, SECOND, SECOND))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(named);
    }

    @Test
    void aDurationOfNothingStopsTheStart() {
        assertThatThrownBy(() -> new SlackSettings(URI.create("https://slack.com"), "t", "#o", SECOND, Duration.ZERO))
                .hasMessageContaining("waybill.slack.timeout");
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(Outside.sendGrid()).asString().doesNotContain("SG.secret");
        assertThat(Outside.slack()).asString().doesNotContain("xoxb-secret");
    }
}
