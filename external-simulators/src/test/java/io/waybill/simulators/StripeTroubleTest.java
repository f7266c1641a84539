package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Stripe says when it is too busy, confused, or at work already. */
class StripeTroubleTest {

    private final Lab lab = Lab.fresh();

    @Test
    @Follows("https://docs.stripe.com/error-codes#idempotency-key-in-use")
    void aKeyIsInUseUntilTheEffectHasHappened() throws StripeException {
        var fault = lab.inject(
                """
                        {'provider': 'stripe', 'operation': 'confirm', 'kind': 'key_in_use', 'delayMs': 1500, 'count': 1}""");

        assertThat(refused("key-1").getCode()).isEqualTo("idempotency_key_in_use");
        assertThat(lab.fired(fault)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(refused("key-1").getStatusCode()).isEqualTo(409));
        assertThat(lab.ledger("authorizations")).isEmpty();
        await().until(() -> lab.ledger("authorizations").size() == 1);

        assertThat(create("key-1").getLastResponse().headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(lab.ledger("authorizations")).hasSize(1);
    }

    @Test
    @Follows("https://docs.stripe.com/api/idempotent_requests")
    void a500MayBeSavedAlthoughNothingHappened() throws StripeException {
        lab.inject(
                """
                        {'provider': 'stripe', 'operation': 'confirm', 'kind': 'status_saved', 'status': 500, 'count': 1}""");

        assertThat(refused("key-1").getStatusCode()).isEqualTo(500);
        assertThat(refused("key-1").getStatusCode()).isEqualTo(500);

        assertThat(lab.ledger("authorizations")).isEmpty();
        assertThat(create("key-2").getStatus()).isEqualTo("requires_capture");
    }

    @Test
    @Follows("https://docs.stripe.com/rate-limits")
    void aThrottledRequestMayBeToldWhenToComeBack() {
        lab.inject(
                """
                        {'provider': 'stripe', 'operation': '*', 'kind': 'status', 'status': 429, 'retryAfter': 2, 'count': 1}""");
        lab.inject("{'provider': 'stripe', 'operation': '*', 'kind': 'status', 'status': 429, 'count': 1}");

        var told = post("key-1");
        var untold = post("key-1");

        assertThat(told.statusCode()).isEqualTo(429);
        assertThat(told.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(untold.statusCode()).isEqualTo(429);
        assertThat(untold.headers().firstValue("Retry-After")).isEmpty();
        assertThat(untold.body()).contains("\"type\":\"invalid_request_error\"", "\"code\":\"rate_limit\"");
        assertThat(post("key-1").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 429})
    @Follows("https://docs.stripe.com/error-low-level")
    void whatWasInTheWayMayBeGoneSoon(int status) {
        lab.inject("{'provider': 'stripe', 'operation': '*', 'kind': 'status', 'status': %d}".formatted(status));

        assertThat(post("key-1").headers().firstValue("Stripe-Should-Retry")).hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status_saved", "status_after_effect"})
    @Follows("https://docs.stripe.com/error-low-level")
    void whatIsSavedWouldOnlyBeReplayed(String kind) {
        lab.inject("{'provider': 'stripe', 'operation': '*', 'kind': '%s', 'status': 500, 'count': 1}".formatted(kind));

        for (var answer : new HttpResponse<?>[]{post("key-1"), post("key-1")}) {
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Stripe-Should-Retry")).hasValue("false");
        }
    }

    @Test
    @Follows("https://docs.stripe.com/error-low-level")
    void nobodyKnowsOfA500ThatIsNotSaved() {
        lab.inject("{'provider': 'stripe', 'operation': '*', 'kind': 'status', 'status': 500}");

        assertThat(post("key-1").headers().firstValue("Stripe-Should-Retry")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'provider': 'fraud', 'operation': 'score', 'kind': 'key_in_use', 'delayMs': 1}",
        "{'provider': 'stripe', 'operation': '*', 'kind': 'key_in_use', 'delayMs': 1}",
        "{'provider': 'stripe', 'operation': 'capture', 'kind': 'key_in_use'}"})
    void onlyAnOperationWithAKeyCanHaveItInUseAndForHowLongMustBeSaid(String fault) {
        assertThat(lab.inject(fault)).isEmpty();
        assertThat(lab.get("/control/faults").path("faults")).isEmpty();
    }

    private PaymentIntent create(String key) throws StripeException {
        return lab.stripe().v1().paymentIntents().create(Lab.held("o-1").build(), Lab.key(key));
    }

    private StripeException refused(String key) {
        return catchThrowableOfType(StripeException.class, () -> create(key));
    }

    private HttpResponse<String> post(String key) {
        return lab.request("POST", "/stripe/v1/payment_intents", "amount=2550&currency=usd", "Idempotency-Key", key,
                "Authorization", "Bearer sk_test_1");
    }
}
