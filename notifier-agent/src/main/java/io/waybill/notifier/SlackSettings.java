package io.waybill.notifier;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The way to Slack.
 *
 * @param base {@code https://slack.com}, or where something stands for it; may have a path
 * @param channel by name or id; the bot must be in it
 * @param timeout of a whole call; how long a try takes at most is in pipeline.yaml
 */
@ConfigurationProperties("waybill.slack")
record SlackSettings(URI base, String token, String channel, @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration timeout) {

    SlackSettings {
        Checks.address("waybill.slack.base", "SLACK_API_BASE", base);
        Checks.text("waybill.slack.token", "SLACK_BOT_TOKEN", token);
        Checks.text("waybill.slack.channel", "SLACK_CHANNEL", channel);
        Checks.duration("waybill.slack.connect-timeout", connectTimeout);
        Checks.duration("waybill.slack.timeout", timeout);
    }

    /** Where its methods are, with a slash at the end. */
    URI methods() {
        return URI.create(base.toString().replaceFirst("/+$", "") + "/api/");
    }

    @Override
    public String toString() {
        return "SlackSettings[base=%s, channel=%s]".formatted(base, channel);
    }
}
