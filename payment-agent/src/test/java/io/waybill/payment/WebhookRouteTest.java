package io.waybill.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import io.waybill.contracts.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

class WebhookRouteTest extends OnStripe {

    private static final String SECRET = "whsec_new";
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

    /** As Spring Boot has one, where problem details are enabled. */
    @RestControllerAdvice
    private static final class Problems extends ResponseEntityExceptionHandler {}

    @Test
    void aSuccessForAnUndoneOrderIsRefundedBeforeStripeIsThanked() throws Exception {
        abort(Reason.FRAUD);
        instance.payments.undone(order.id());
        String intent = instance.stripe.create(order, CaptureMethod.AUTOMATIC, "orphan").id();
        instance.stripe.confirm(intent, "orphan confirmed");
        String event = event("evt_21", "payment_intent.succeeded", intent);
        provider.fault("refund", "status", 1);

        assertThat(posted(event, signed(event, SECRET, NOW)).getStatus()).isEqualTo(503);
        assertThat(charges()).containsExactly("succeeded");

        MockHttpServletResponse answer = posted(event, signed(event, SECRET, NOW));
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).isEqualTo("{\"effect\":\"refunded\"}");
        assertThat(charges()).containsExactly("refunded");
    }

    @Test
    void anUnknownTypeIsTakenAndIgnored() throws Exception {
        String event = event("evt_22", "customer.created", "cus_1");

        assertThat(posted(event, signed(event, SECRET, NOW)).getContentAsString())
                .isEqualTo("{\"effect\":\"ignored\"}");
    }

    @Test
    void anIntentThatStripeDoesNotKnowIsNotAskedForAgain() throws Exception {
        String event = event("evt_28", "payment_intent.succeeded", "pi_nobody");

        MockHttpServletResponse answer = posted(event, signed(event, SECRET, NOW));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).isEqualTo("{\"effect\":\"unknown\"}");
        assertThat(books.events("pi_nobody")).isEmpty();
    }

    @Test
    void aMissingSignatureIsCalledThat() throws Exception {
        String event = event("evt_29", "customer.created", "cus_1");

        assertThat(posted(event, "").getContentAsString()).contains("Stripe-Signature is missing");
        assertThat(posted(event, "t=1,v1=0").getContentAsString()).contains("doesn't fit").doesNotContain("missing");
    }

    @Test
    void whileSecretsAreExchangedBothAreGood() throws Exception {
        String event = event("evt_23", "customer.created", "cus_1");

        assertThat(posted(event, signed(event, "whsec_old", NOW)).getStatus()).isEqualTo(200);
        assertThat(posted(event, signed(event, "whsec_other", NOW)).getStatus()).isEqualTo(400);
    }

    @Test
    void aSignatureIsGoodForFiveMinutes() throws Exception {
        String event = event("evt_24", "customer.created", "cus_1");

        assertThat(posted(event, signed(event, SECRET, NOW.minusSeconds(299))).getStatus()).isEqualTo(200);
        assertThat(posted(event, signed(event, SECRET, NOW.minusSeconds(301))).getStatus()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "t=,v1=", "t=now,v1=x", "v1=0", "t=1795662000", "t=99999999999999999999,v1=x"})
    void whatIsNoSignatureIsRefused(String header) throws Exception {
        MockHttpServletResponse answer = posted(event("evt_25", "customer.created", "cus_1"), header);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("STRIPE_WEBHOOK_SECRET");
    }

    @Test
    void oneByteMoreIsAnotherBody() throws Exception {
        String event = event("evt_26", "customer.created", "cus_1");

        assertThat(posted(event + " ", signed(event, SECRET, NOW)).getStatus()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"id\":\"evt 1\",\"type\":\"t\"}", "{\"id\":\"evt_1\"}"})
    void whatIsSignedButNoEventIsRefused(String body) throws Exception {
        assertThat(posted(body, signed(body, SECRET, NOW)).getStatus()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLongIsNotReadToItsEnd() throws Exception {
        String blanks = " ".repeat(2 << 20);

        assertThat(posted(blanks, signed(blanks, SECRET, NOW)).getStatus()).isEqualTo(413);
    }

    @Test
    void withoutASecretTheRouteSaysWhatIsMissing() throws Exception {
        String event = event("evt_27", "customer.created", "cus_1");
        var route = route(List.of(" "));

        MockHttpServletResponse answer = posted(route, event, signed(event, SECRET, NOW));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getContentAsString()).contains("STRIPE_WEBHOOK_SECRET");
    }

    private static WebhookRoute route(List<String> secrets) {
        return new WebhookRoute(new WebhookSignature(new WebhookSettings(secrets, Duration.ofMinutes(5)), () -> NOW),
                instance.latePayment);
    }

    private static MockHttpServletResponse posted(String body, String signature) throws Exception {
        return posted(route(List.of("whsec_old", SECRET)), body, signature);
    }

    private static MockHttpServletResponse posted(WebhookRoute route, String body, String signature) throws Exception {
        MockMvc mvc = MockMvcBuilders.standaloneSetup(route)
                .setControllerAdvice(new Problems()).build();
        return mvc.perform(MockMvcRequestBuilders.post("/webhooks/stripe").content(body.getBytes(UTF_8))
                .header("Stripe-Signature", signature)).andReturn().getResponse();
    }

    private static String signed(String body, String secret, Instant at) throws Exception {
        return Webhook.Signature.generateSignatureHeader(body, secret, at.getEpochSecond());
    }

    private static String event(String id, String type, String object) {
        return """
                {"id": "%s", "object": "event", "type": "%s", "data": {"object": {"id": "%s"}}}""".formatted(id, type,
                object);
    }
}
