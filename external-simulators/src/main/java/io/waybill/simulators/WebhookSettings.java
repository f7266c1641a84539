package io.waybill.simulators;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Stripe's events go, in {@code external-simulators.yaml} under {@code waybill.simulators.webhook}.
 *
 * @param target null to send none by itself; those that are ordered by hand are refused then
 * @param secrets the endpoint's; each signs, as at Stripe while one takes the other's place
 */
@ConfigurationProperties("waybill.simulators.webhook")
record WebhookSettings(@Nullable URI target, @DefaultValue("whsec_local") List<String> secrets) {

    WebhookSettings {
        if (target != null && target.toString().isBlank()) {
            target = null;
        }
        if (target != null && (target.getHost() == null || !target.getScheme().startsWith("http"))) {
            throw new IllegalArgumentException("external-simulators.yaml: waybill.simulators.webhook.target "
                    + "(WAYBILL_WEBHOOK_TARGET) must be a URL such as http://127.0.0.1:8084/webhooks/stripe, not "
                    + target);
        }
        if (target != null && secrets.isEmpty()) {
            throw new IllegalArgumentException("external-simulators.yaml: waybill.simulators.webhook.secrets "
                    + "(STRIPE_WEBHOOK_SECRET) must hold a secret to sign with");
        }
    }
}
