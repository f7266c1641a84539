package io.waybill.notifier;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The way to SendGrid.
 *
 * @param base {@code https://api.sendgrid.com}, or where something stands for it; may have a path
 * @param from the sender's address, which SendGrid must know as verified
 * @param timeout how long the other side may be silent; how long a try takes at most is in pipeline.yaml
 */
@ConfigurationProperties("waybill.sendgrid")
record SendGridSettings(URI base, String apiKey, @DefaultValue("orders@waybill.example") String from,
        @DefaultValue("1s") Duration connectTimeout, @DefaultValue("5s") Duration timeout) {

    SendGridSettings {
        Checks.address("waybill.sendgrid.base", "SENDGRID_API_BASE", base);
        Checks.text("waybill.sendgrid.api-key", "SENDGRID_API_KEY", apiKey);
        Checks.duration("waybill.sendgrid.connect-timeout", connectTimeout);
        Checks.duration("waybill.sendgrid.timeout", timeout);
        if (!from.contains("@")) {
            throw new IllegalArgumentException("waybill.sendgrid.from: '" + from
                    + "' is no e-mail address; set one that SendGrid knows as a verified sender");
        }
    }

    /** Where mails are taken. */
    URI mails() {
        return URI.create(base.toString().replaceFirst("/+$", "") + "/v3/mail/send");
    }

    @Override
    public String toString() {
        return "SendGridSettings[base=%s, from=%s]".formatted(base, from);
    }
}
