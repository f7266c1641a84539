package io.waybill.payment;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may tell us of payments.
 *
 * @param secrets of the webhook endpoint at Stripe ({@code whsec_…}); two while one takes the other's place, and none to do
 *        without webhooks
 * @param tolerance how old a signature may be: an event that somebody overheard is worth nothing later
 */
@ConfigurationProperties("waybill.stripe.webhook")
record WebhookSettings(@DefaultValue List<String> secrets, @DefaultValue("5m") Duration tolerance) {

    WebhookSettings {
        secrets = secrets.stream().map(String::strip).filter(secret -> !secret.isEmpty()).toList();
        if (tolerance.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "waybill.stripe.webhook.tolerance must be a second or more, such as 5m, not "
                            + tolerance);
        }
    }

    @Override
    public String toString() {
        return "WebhookSettings[%d secrets, tolerance=%s]".formatted(secrets.size(), tolerance);
    }
}
