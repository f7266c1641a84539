package io.waybill.payment;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells Stripe's events from anybody else's, see
 * <a href="https://docs.stripe.com/webhooks#verify-events">Verify webhook signatures</a>.
 */
@Component
class WebhookSignature {

    private final WebhookSettings settings;
    private final InstantSource clock;

    @Autowired
    WebhookSignature(WebhookSettings settings) {
        this(settings, InstantSource.system());
    }

    WebhookSignature(WebhookSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether there is anything to tell them by. */
    boolean isPossible() {
        return !settings.secrets().isEmpty();
    }

    /**
     * Whether one of the secrets has signed the body, and lately.
     *
     * @param body as it was sent
     * @param header {@code Stripe-Signature}; anything at all when it isn't Stripe who sends
     */
    boolean fits(String body, String header) {
        return settings.secrets().stream().anyMatch(secret -> fits(body, header, secret));
    }

    private boolean fits(String body, String header, String secret) {
        try {
            return Webhook.Signature.verifyHeader(body, header, secret, settings.tolerance().toSeconds(),
                    clock.withZone(ZoneOffset.UTC));
        } catch (SignatureVerificationException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return false; // stripe-java doesn't expect what makes no sense at all
        }
    }
}
