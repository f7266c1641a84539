package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class FaultKindsTest {

    private final Lab lab = Lab.fresh();

    @Test
    void aDroppedAnswerHasTakenTheMoneyAndClosedTheConnection() throws StripeException {
        var fault = lab.inject("{'provider': 'stripe', 'operation': 'capture', 'kind': 'drop_answer', 'count': 1}");
        var stripe = lab.stripe();
        var held = stripe.v1().paymentIntents().create(Lab.held("o-1").build()).getId();

        assertThatThrownBy(() -> stripe.v1().paymentIntents().capture(held, Lab.key("capture-1")))
                .isInstanceOf(ApiConnectionException.class);

        assertThat(lab.fired(fault)).isEqualTo(1);
        assertThat(lab.ledger("charges")).extracting(charge -> charge.path("state").asString())
                .containsExactly("succeeded");
        var replayed = stripe.v1().paymentIntents().capture(held, Lab.key("capture-1"));
        assertThat(replayed.getStatus()).isEqualTo("succeeded");
        assertThat(replayed.getLastResponse().headers().firstValue("Idempotent-Replayed")).hasValue("true");
    }

    @Test
    void aStatusIsAnErrorInTheProvidersWordsAndWithoutEffect() {
        lab.inject(
                """
                        {'provider': 'stripe', 'operation': '*', 'kind': 'status', 'status': 429, 'retryAfter': 2, 'count': 1}""");

        var limited = catchThrowableOfType(RateLimitException.class,
                () -> lab.stripe().v1().paymentIntents().create(Lab.held("o-1").build()));

        assertThat(limited.getCode()).isEqualTo("rate_limit");
        assertThat(lab.ledger("authorizations")).isEmpty();
    }

    @Test
    void aStatusMayAskForALaterRetry() {
        lab.inject("{'provider': 'fraud', 'operation': 'score', 'kind': 'status', 'status': 503, 'retryAfter': 7}");

        var refused = lab.score(Lab.HONEST);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void aDelayHoldsTheAnswerBack() {
        lab.inject("{'provider': 'fraud', 'operation': 'score', 'kind': 'delay', 'delayMs': 120, 'count': 1}");
        long start = System.nanoTime();

        assertThat(lab.score(Lab.HONEST).statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void aReplayIsDelayedAsWell() throws StripeException {
        var stripe = lab.stripe();
        stripe.v1().paymentIntents().create(Lab.held("o-1").build(), Lab.key("key-1"));
        lab.inject("{'provider': 'stripe', 'operation': 'confirm', 'kind': 'delay', 'delayMs': 120, 'count': 1}");
        long start = System.nanoTime();

        stripe.v1().paymentIntents().create(Lab.held("o-1").build(), Lab.key("key-1"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void aHangingRequestEndsWithoutEffectWhenItsFaultIsRemoved() {
        var fault = lab.inject("{'provider': 'sendgrid', 'operation': 'send', 'kind': 'hang', 'count': 1}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = CompletableFuture.supplyAsync(() -> lab.request("POST", "/sendgrid/v3/mail/send", "{}"),
                    threads);
            await().until(() -> lab.fired(fault) == 1);
            assertThat(hanging).isNotDone();

            lab.request("DELETE", "/control/faults/" + fault, "");

            assertThatThrownBy(hanging::join).hasCauseInstanceOf(UncheckedIOException.class);
        }
        assertThat(lab.ledger("mails")).isEmpty();
    }

    @Test
    void aMalformedAnswerHasTheRightStatusAndBrokenJson() {
        lab.inject("{'provider': 'fraud', 'operation': 'score', 'kind': 'malformed', 'count': 1}");

        var answer = lab.score(Lab.HONEST);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> JsonMapper.shared().readTree(answer.body())).isInstanceOf(JacksonException.class);
    }

    @Test
    void anOversizedAnswerIsValidButHuge() {
        lab.inject("{'provider': 'fraud', 'operation': 'score', 'kind': 'oversized', 'count': 1}");

        var body = lab.score(Lab.HONEST).body();

        assertThat(body.length()).isGreaterThan(50 << 20);
        assertThat(body.substring(0, 20)).startsWith("{\"padding\":\"xxx");
        assertThat(body.substring(body.length() - 20)).contains("x\",\"score\":").endsWith("}");
    }
}
