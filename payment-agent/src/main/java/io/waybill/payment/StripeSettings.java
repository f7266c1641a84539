package io.waybill.payment;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Stripe is.
 *
 * @param base {@code https://api.stripe.com}, or a simulator
 * @param apiKey secret or restricted key that may write PaymentIntents and refunds
 * @param limits of this instance; when none are set, Stripe's own for the real Stripe, and none for anybody else
 */
@ConfigurationProperties("waybill.stripe")
record StripeSettings(URI base, String apiKey, @DefaultValue("1s") Duration connectTimeout, @Nullable Limits limits) {

    private static final String REAL = "api.stripe.com";

    /**
     * How many requests one instance sends in a second at most. Stripe counts by account: two instances get half of it each, and
     * what else uses the account its share. The defaults are Stripe's in live mode, see
     * <a href="https://docs.stripe.com/rate-limits">Rate limits</a>.
     *
     * @param perSecond all together
     * @param perEndpoint of each operation, such as confirming an intent
     */
    record Limits(@DefaultValue("100") int perSecond, @DefaultValue("25") int perEndpoint) {

        private static final Limits LIVE = new Limits(100, 25);
        private static final Limits SANDBOX = new Limits(25, 25);

        Limits {
            require("per-second", perSecond);
            require("per-endpoint", perEndpoint);
        }

        private static void require(String key, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(
                        ("waybill.stripe.limits.%s must be 1 or more requests in a second, not "
                                + "%d; divide what https://docs.stripe.com/rate-limits allows your account by the number of "
                                + "payment-agents").formatted(key, value));
            }
        }
    }

    StripeSettings {
        if (base.getScheme() == null || base.getHost() == null) {
            throw new IllegalArgumentException("waybill.stripe.base (STRIPE_API_BASE) must be a URL such as "
                    + "https://api.stripe.com, not '" + base + "'");
        }
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("waybill.stripe.api-key (STRIPE_API_KEY) must be a Stripe key");
        }
        if (limits == null && REAL.equals(base.getHost())) {
            limits = apiKey.contains("_live_") ? Limits.LIVE : Limits.SANDBOX;
        }
    }

    @Override
    public String toString() {
        return "StripeSettings[base=%s, limits=%s]".formatted(base, limits);
    }
}
