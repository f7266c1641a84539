package io.waybill.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.stripe.exception.StripeException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Stripe tells of payments. 200 means that an event has been seen to, and says what came of it; after anything else Stripe
 * sends it again, for three days.
 */
@RestController
class WebhookRoute {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRoute.class);
    private static final int LONGEST_EVENT = 1 << 20;

    private final WebhookSignature signature;
    private final LatePayment latePayment;

    WebhookRoute(WebhookSignature signature, LatePayment latePayment) {
        this.signature = signature;
        this.latePayment = latePayment;
    }

    @PostMapping("/webhooks/stripe")
    Map<String, String> receive(HttpServletRequest request,
            @RequestHeader(name = "Stripe-Signature", defaultValue = "") String signedBy) throws IOException {
        if (!signature.isPossible()) {
            throw problem(HttpStatus.SERVICE_UNAVAILABLE,
                    "This service was started without a webhook secret, so it can't "
                            + "tell Stripe's events from others: set STRIPE_WEBHOOK_SECRET to the endpoint's whsec_… and start it again");
        }
        String body = body(request);
        if (signedBy.isBlank()) {
            LOG.warn("an event came from {} without a signature", request.getRemoteAddr());
            throw problem(HttpStatus.BAD_REQUEST,
                    "The header Stripe-Signature is missing: only Stripe, which signs with "
                            + "STRIPE_WEBHOOK_SECRET, may tell of payments here");
        }
        if (!signature.fits(body, signedBy)) {
            LOG.warn("an event came from {} with a signature that doesn't fit, or is too old", request.getRemoteAddr());
            throw problem(HttpStatus.BAD_REQUEST, "Stripe-Signature doesn't fit the body, or is too old: check that "
                    + "STRIPE_WEBHOOK_SECRET is this endpoint's secret, and that the clock is right");
        }
        WebhookEvent event = WebhookEvent.parse(body).orElseThrow(() -> problem(HttpStatus.BAD_REQUEST,
                "The body is signed, but no event: it must be JSON with id, type and data.object.id"));
        return Map.of("effect", seenTo(event).code());
    }

    /** Bytes that aren't UTF-8 turn into others, which no signature fits. */
    private static String body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_EVENT + 1);
        if (body.length > LONGEST_EVENT) {
            throw problem(HttpStatus.CONTENT_TOO_LARGE, "An event has %d bytes at most".formatted(LONGEST_EVENT));
        }
        return new String(body, UTF_8);
    }

    private WebhookEvents.Effect seenTo(WebhookEvent event) {
        try {
            return latePayment.told(event);
        } catch (StripeException | RuntimeException e) {
            LOG.error("Stripe's event {} about {} isn't seen to; it will come again", event.id(), event.intentId(), e);
            throw problem(HttpStatus.SERVICE_UNAVAILABLE, "The event isn't seen to yet; send it again later");
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
