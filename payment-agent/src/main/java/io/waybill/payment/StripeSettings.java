package io.waybill.payment;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Stripe is.
 *
 * @param base {@code https://api.stripe.com}, or a simulator
 * @param apiKey secret or restricted key that may write PaymentIntents and refunds
 */
@ConfigurationProperties("waybill.stripe")
record StripeSettings(URI base, String apiKey, @DefaultValue("1s") Duration connectTimeout) {

    StripeSettings {
        if (base.getScheme() == null || base.getHost() == null) {
            throw new IllegalArgumentException("waybill.stripe.base (STRIPE_API_BASE) must be a URL such as "
                    + "https://api.stripe.com, not '" + base + "'");
        }
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("waybill.stripe.api-key (STRIPE_API_KEY) must be a Stripe key");
        }
    }
}
