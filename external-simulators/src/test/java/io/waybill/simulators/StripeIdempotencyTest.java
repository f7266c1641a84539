package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class StripeIdempotencyTest {

    private final Lab lab = Lab.fresh();
    private final StripeClient stripe = lab.stripe();

    @Test
    @Follows("https://docs.stripe.com/api/idempotent_requests")
    void theSameKeyReplaysTheFirstAnswer() throws StripeException {
        var first = create("o-1", "key-1");
        stripe.v1().paymentIntents().capture(first.getId());

        var again = create("o-1", "key-1");

        assertThat(again.getLastResponse().body()).isEqualTo(first.getLastResponse().body());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.getLastResponse().headers().firstValue("Original-Request"))
                .hasValue(first.getLastResponse().requestId());
        assertThat(lab.ledger("authorizations")).hasSize(1);
    }

    @Test
    @Follows("https://docs.stripe.com/api/idempotent_requests")
    void aDeclineIsReplayedToo() {
        var params = Lab.held("o-1").setPaymentMethod("pm_card_chargeDeclined").build();
        var first = catchThrowableOfType(CardException.class,
                () -> stripe.v1().paymentIntents().create(params, Lab.key("key-1")));

        var again = catchThrowableOfType(CardException.class,
                () -> stripe.v1().paymentIntents().create(params, Lab.key("key-1")));

        assertThat(again.getStripeError().getPaymentIntent().getId())
                .isEqualTo(first.getStripeError().getPaymentIntent().getId());
    }

    @Test
    @Follows("https://docs.stripe.com/error-low-level#server-errors")
    void a500AfterExecutionBeganIsReplayedAlthoughTheMoneyIsHeld() {
        lab.inject(
                """
                        {'provider': 'stripe', 'operation': 'confirm', 'kind': 'status_after_effect', 'status': 500, 'count': 1}""");

        var first = catchThrowableOfType(ApiException.class, () -> create("o-1", "key-1"));
        var again = catchThrowableOfType(ApiException.class, () -> create("o-1", "key-1"));

        assertThat(first.getStatusCode()).isEqualTo(500);
        assertThat(again.getStatusCode()).isEqualTo(500);
        assertThat(again.getMessage()).isNotEmpty();
        assertThat(lab.ledger("authorizations")).hasSize(1);
    }

    @Test
    @Follows("https://docs.stripe.com/error-low-level#content-errors")
    void anErrorBeforeExecutionIsNotSaved() throws StripeException {
        lab.inject("{'provider': 'stripe', 'operation': 'confirm', 'kind': 'status', 'status': 500, 'count': 1}");

        var first = catchThrowableOfType(ApiException.class, () -> create("o-1", "key-1"));

        assertThat(first.getStatusCode()).isEqualTo(500);
        assertThat(lab.ledger("authorizations")).isEmpty();
        assertThat(create("o-1", "key-1").getStatus()).isEqualTo("requires_capture");
    }

    @Test
    @Follows("https://docs.stripe.com/api/idempotent_requests")
    void aRequestThatFailedValidationMayBeCorrectedUnderTheSameKey() throws StripeException {
        var invalid = catchThrowableOfType(InvalidRequestException.class, () -> stripe.v1().paymentIntents()
                .create(Lab.held("o-1").setAmount(1L).build(), Lab.key("key-1")));
        assertThat(invalid.getCode()).isEqualTo("amount_too_small");

        assertThat(create("o-1", "key-1").getStatus()).isEqualTo("requires_capture");
    }

    @Test
    @Follows("https://docs.stripe.com/api/errors#errors-type")
    void theSameKeyWithOtherParametersIsRefused() throws StripeException {
        create("o-1", "key-1");

        var refused = catchThrowableOfType(IdempotencyException.class, () -> create("o-2", "key-1"));

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getStripeError().getType()).isEqualTo("idempotency_error");
    }

    @Test
    @Follows("https://docs.stripe.com/api/errors#errors-type")
    void theSameKeyForAnotherEndpointIsRefused() throws StripeException {
        var id = create("o-1", "key-1").getId();

        var refused = catchThrowableOfType(IdempotencyException.class,
                () -> stripe.v1().paymentIntents().capture(id, Lab.key("key-1")));

        assertThat(refused.getMessage()).contains("same endpoint");
    }

    @Test
    @Follows("https://docs.stripe.com/error-codes#idempotency-key-in-use")
    void theSameKeyWhileTheFirstRequestRunsIsAConflict() {
        var fault = lab.inject("""
                {'provider': 'stripe', 'operation': 'confirm', 'kind': 'delay', 'delayMs': 1500, 'count': 1}""");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(() -> createUnchecked("o-1", "key-1"), threads);
            await().until(() -> lab.fired(fault) == 1);

            var conflict = catchThrowableOfType(StripeException.class, () -> create("o-1", "key-1"));

            assertThat(conflict.getStatusCode()).isEqualTo(409);
            assertThat(conflict.getCode()).isEqualTo("idempotency_key_in_use");
            assertThat(first.join().getStatus()).isEqualTo("requires_capture");
        }
        assertThat(lab.ledger("authorizations")).hasSize(1);
    }

    @Test
    @Follows("https://docs.stripe.com/api/idempotent_requests")
    void aKeyIsForgottenAfter24Hours() throws StripeException {
        var first = create("o-1", "key-1");
        lab.clock().advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(create("o-1", "key-1").getId()).isEqualTo(first.getId());
        lab.clock().advance(Duration.ofSeconds(2));

        assertThat(create("o-1", "key-1").getId()).isNotEqualTo(first.getId());
    }

    @Test
    @Follows("https://docs.stripe.com/api/idempotent_requests")
    void keysBelongToAnAccount() throws StripeException {
        var mine = create("o-1", "key-1");

        var theirs = lab.stripe("sk_test_other").v1().paymentIntents()
                .create(Lab.held("o-1").build(), Lab.key("key-1"));

        assertThat(theirs.getId()).isNotEqualTo(mine.getId());
    }

    private PaymentIntent create(String orderId, String key) throws StripeException {
        return stripe.v1().paymentIntents().create(Lab.held(orderId).build(), Lab.key(key));
    }

    private PaymentIntent createUnchecked(String orderId, String key) {
        try {
            return create(orderId, key);
        } catch (StripeException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
