package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import io.waybill.contracts.Reason;
import io.waybill.payment.WebhookEvents.Effect;
import io.waybill.runtime.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What Stripe tells, on real PostgreSQL, against the simulated Stripe. */
class LatePaymentTest extends OnStripe {

    @Test
    void aHoldForAnOrderThatIsUndoneIsGivenBackAndNoted() throws Exception {
        undone();
        String orphan = orphan(CaptureMethod.MANUAL);
        assertThat(holds()).containsExactly("requires_capture");

        assertThat(told("evt_1", orphan)).isEqualTo(Effect.VOIDED);

        assertThat(holds()).containsExactly("canceled");
        assertThat(books.notes(order.id())).containsExactly("late_payment_voided");
    }

    @Test
    void moneyForAnOrderThatIsUndoneIsRefundedOnceHoweverOftenItIsTold() throws Exception {
        undone();
        String orphan = orphan(CaptureMethod.AUTOMATIC);

        assertThat(told("evt_2", orphan)).isEqualTo(Effect.REFUNDED);
        assertThat(told("evt_2", orphan)).isEqualTo(Effect.REFUNDED);
        assertThat(told("evt_3", orphan)).isEqualTo(Effect.REFUNDED);

        assertThat(charges()).containsExactly("refunded");
        assertThat(refunds()).hasSize(1);
        assertThat(books.notes(order.id())).containsExactly("late_payment_refunded");
        assertThat(books.events(orphan)).containsExactly("evt_2 refunded", "evt_3 refunded");
    }

    @Test
    void anEventThatComesTwiceAtOnceHasOneEffect() throws Exception {
        undone();
        String orphan = orphan(CaptureMethod.AUTOMATIC);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<Effect>>();
            for (int i = 0; i < 8; i++) {
                all.add(() -> told("evt_4", orphan));
            }
            threads.invokeAll(all).forEach(each -> assertThat(each.state()).isEqualTo(Future.State.SUCCESS));
        }

        assertThat(refunds()).hasSize(1);
        assertThat(books.notes(order.id())).hasSize(1);
        assertThat(books.events(orphan)).containsExactly("evt_4 refunded");
    }

    @Test
    void whatIsTakenThroughTheStoredIntentOfAnOrderThatIsUndoneIsRefunded() throws Exception {
        deliver(instance.authorize);
        abort(Reason.OUT_OF_STOCK);
        String intent = instance.payments.undone(order.id()).orElseThrow(); // and then the undo can't go on
        instance.captureBehindTheBack(intent);

        assertThat(told("evt_5", intent)).isEqualTo(Effect.REFUNDED);

        assertThat(charges()).containsExactly("refunded");
        assertThat(books.notes(order.id())).containsExactly("late_payment_refunded");
    }

    @Test
    void aChargeBesideTheOrdersOwnIsRefundedAndTheOrdersOwnStays() throws Exception {
        deliver(instance.authorize);
        deliver(instance.capture);
        String orphan = orphan(CaptureMethod.AUTOMATIC);

        assertThat(told("evt_6", orphan)).isEqualTo(Effect.REFUNDED);

        assertThat(charges()).containsExactlyInAnyOrder("succeeded", "refunded");
        assertThat(books.notes(order.id())).containsExactly("late_payment_refunded");
    }

    @Test
    void anOrderThatIsUnderWayIsLeftToItsAgents() throws Exception {
        deliver(instance.authorize);

        assertThat(told("evt_7", stored())).isEqualTo(Effect.UNDER_WAY);

        assertThat(deliver(instance.capture)).isEqualTo(Outcome.done());
        assertThat(told("evt_8", stored())).isEqualTo(Effect.UNDER_WAY);
        assertThat(charges()).containsExactly("succeeded");
        assertThat(books.events(stored())).isEmpty();
    }

    @Test
    void anIntentThatMayStillBeStoredIsLeftAlone() throws Exception {
        String intent = orphan(CaptureMethod.MANUAL);

        assertThat(told("evt_9", intent)).isEqualTo(Effect.UNDER_WAY);

        assertThat(holds()).containsExactly("requires_capture");
    }

    /** The pivot marks the row before it turns the decision; until then the money may turn out to have been taken. */
    @Test
    void asLongAsCommitStandsTheOrdersOwnMoneyStays() throws Exception {
        deliver(instance.authorize);
        instance.payments.commit(order.id());
        instance.payments.undone(order.id());

        assertThat(told("evt_10", stored())).isEqualTo(Effect.UNDER_WAY);

        assertThat(deliver(instance.capture)).isEqualTo(Outcome.done());
        assertThat(charges()).containsExactly("succeeded");
    }

    @Test
    void whatIsNotOursIsIgnored() throws Exception {
        undone();
        String orphan = orphan(CaptureMethod.AUTOMATIC);

        assertThat(instance.latePayment.told(new WebhookEvent("evt_11", "charge.succeeded", orphan)))
                .isEqualTo(Effect.IGNORED);
        assertThat(instance.latePayment.told(new WebhookEvent("evt_12", "customer.created", null)))
                .isEqualTo(Effect.IGNORED);

        assertThat(charges()).containsExactly("succeeded");
        assertThat(books.events(orphan)).containsExactly("evt_11 ignored");
    }

    @Test
    void anEventThatCouldNotBeSeenToHasItsEffectWhenItComesAgain() throws Exception {
        undone();
        String orphan = orphan(CaptureMethod.AUTOMATIC);
        provider.fault("refund", "status", 1);

        assertThatThrownBy(() -> told("evt_13", orphan)).isInstanceOf(StripeException.class);
        assertThat(books.events(orphan)).isEmpty();

        assertThat(told("evt_13", orphan)).isEqualTo(Effect.REFUNDED);
        assertThat(charges()).containsExactly("refunded");
    }

    /** Stripe's own rule: what is canceled can't be confirmed. */
    @Test
    void aConfirmationThatTakesEffectAfterTheUndoFindsTheIntentCanceled() throws Exception {
        provider.inject("confirm", "'kind': 'delay', 'delayMs': 1000");
        assertThatThrownBy(() -> Restarted.tryOnce(instance.authorize, order, Duration.ofMillis(500)))
                .isInstanceOf(TimeoutException.class);
        abort(Reason.OUT_OF_STOCK);
        deliver(instance.undo);

        provider.awaitRest();
        assertThat(charges()).isEmpty();
        assertThat(holds()).doesNotContain("requires_capture");
        assertThat(told("evt_14", stored())).isEqualTo(Effect.NOTHING);
        assertThat(books.notes(order.id())).isEmpty();
    }

    /** Before there was any intent. */
    private void undone() throws Exception {
        abort(Reason.OUT_OF_STOCK);
        deliver(instance.undo);
    }

    /** An intent that names the order, succeeds, and is stored nowhere. */
    private String orphan(CaptureMethod captureMethod) throws StripeException {
        String id = instance.stripe.create(order, captureMethod, "orphan " + UUID.randomUUID()).id();
        instance.stripe.confirm(id, "orphan " + UUID.randomUUID());
        return id;
    }

    private static Effect told(String event, String intent) throws StripeException {
        return instance.latePayment.told(new WebhookEvent(event, "payment_intent.succeeded", intent));
    }
}
