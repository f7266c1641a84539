package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waybill.payment.StripeSettings.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StripeSettingsTest {

    private static final URI REAL = URI.create("https://api.stripe.com");

    private static StripeSettings of(URI base, String apiKey) {
        return new StripeSettings(base, apiKey, Duration.ofSeconds(1), null);
    }

    private static StripeSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("waybill.stripe", StripeSettings.class).get();
    }

    @Test
    void stripesLimitsHoldForTheRealStripeAlone() {
        assertThat(of(REAL, "sk_live_1").limits()).isEqualTo(new Limits(100, 25));
        assertThat(of(REAL, "sk_test_1").limits()).isEqualTo(new Limits(25, 25));
        assertThat(of(URI.create("http://127.0.0.1:8090/stripe"), "sk_live_1").limits()).isNull();
    }

    @Test
    void limitsCanBeSharedAmongInstances() {
        assertThat(bound(Map.of("waybill.stripe.base", REAL.toString(), "waybill.stripe.api-key", "sk_live_1",
                "waybill.stripe.limits.per-second", "50", "waybill.stripe.limits.per-endpoint", "12")).limits())
                .isEqualTo(new Limits(50, 12));
        assertThat(bound(Map.of("waybill.stripe.base", REAL.toString(), "waybill.stripe.api-key", "sk_live_1"))
                .limits()).isEqualTo(new Limits(100, 25));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsCure() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 25))
                .withMessageContaining("waybill.stripe.limits.per-second").withMessageContaining("divide");
        assertThatIllegalArgumentException().isThrownBy(() -> of(URI.create("stripe"), "sk_live_1"))
                .withMessageContaining("STRIPE_API_BASE");
        assertThatIllegalArgumentException().isThrownBy(() -> of(REAL, " ")).withMessageContaining("STRIPE_API_KEY");
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSettings(List.of(), Duration.ZERO))
                .withMessageContaining("tolerance");
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(of(REAL, "sk_live_1").toString()).doesNotContain("sk_live_1");
        assertThat(new WebhookSettings(List.of("whsec_1"), Duration.ofMinutes(5)).toString()).doesNotContain("whsec_1");
    }
}
