package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.PipelineFile;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.runtime.ProviderCalls;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The payment agents on real PostgreSQL, with stripe-java, against the simulated Stripe. */
class PaymentTest {

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private static Provider provider;
    private static JdbcClient database;
    private static PaymentTable payments;
    private static Decisions decisions;
    private static Pivot pivot;
    private static Agent authorize;
    private static Agent capture;
    private static Agent charge;
    private static Agent undo;

    private Order order = orderWith("pm_card_visa");

    @BeforeAll
    static void start() {
        provider = new Provider();
        database = new Books().database;
        payments = new PaymentTable(database);
        decisions = new Decisions(database);
        var stripe = stripe(provider.settings());
        var money = new Money(stripe, payments, new UnknownPayments(METERS));
        pivot = new Pivot(money, payments, decisions);
        authorize = new Authorize(money, payments);
        capture = new Capture(stripe, money, pivot);
        charge = new Charge(money, pivot);
        undo = new Undo(stripe, new GiveBack(stripe, money), payments, decisions);
    }

    private static StripeApi stripe(StripeSettings settings) {
        return new StripeApi(settings, new StripeHttp(settings, new ProviderCalls(new SimpleMeterRegistry())),
                new Turns(settings, PipelineFile.standard()));
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @AfterEach
    void heal() {
        provider.noFaults();
    }

    private static Order orderWith(String paymentMethod) {
        return new Order(UUID.randomUUID(), "demo", "PO-1", "USD", new Customer("C-1", null, "a@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line("A", null, 2, 1275)), paymentMethod);
    }

    private Outcome deliver(Agent agent) throws Exception {
        return deliver(agent, 1);
    }

    private Outcome deliver(Agent agent, int attempt) throws Exception {
        return agent.handle(delivery(agent, attempt));
    }

    private Delivery delivery(Agent agent, int attempt) {
        return new Delivery(order, 1, agent.name(), Instant.MAX, "", null, Map.of(), attempt);
    }

    private void abort(Reason reason) {
        database.sql("select verdict from ledger.decide(:order, 'abort', :reason, 'because')")
                .param("order", order.id()).param("reason", reason.code()).query(String.class).single();
    }

    private String verdict() {
        return decisions.abort(order.id(), "deadline", null).verdict().code();
    }

    private List<String> charges() {
        return provider.states("charges", order.id());
    }

    private List<String> holds() {
        return provider.states("authorizations", order.id());
    }

    @Test
    void moneyIsHeldFirstAndTakenLater() throws Exception {
        assertThat(deliver(authorize)).isEqualTo(Outcome.done());
        assertThat(holds()).containsExactly("requires_capture");
        assertThat(charges()).isEmpty();

        assertThat(deliver(capture)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
        assertThat(verdict()).isEqualTo("commit");
    }

    @Test
    void aSecondDeliveryDoesNotChargeAgain() throws Exception {
        deliver(authorize);
        deliver(authorize);
        deliver(capture);
        assertThat(deliver(capture)).isEqualTo(Outcome.done());
        assertThat(deliver(capture, 2)).isEqualTo(Outcome.done());

        assertThat(charges()).hasSize(1);
        assertThat(holds()).hasSize(1);
    }

    @Test
    void chargingAtOnceTakesTheMoneyOnce() throws Exception {
        assertThat(deliver(charge)).isEqualTo(Outcome.done());
        assertThat(deliver(charge)).isEqualTo(Outcome.done());
        assertThat(deliver(charge, 2)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
    }

    @ParameterizedTest
    @CsvSource({"pm_card_chargeDeclined, PAYMENT_DECLINED, generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds, PAYMENT_DECLINED, insufficient_funds",
        "pm_card_authenticationRequired, AUTHENTICATION_REQUIRED, authentication_not_handled",
        "pm_no_such_thing, PAYMENT_DECLINED, resource_missing"})
    void aDeclineIsARefusalWithStripesCode(String paymentMethod, Reason reason, String detail) throws Exception {
        order = orderWith(paymentMethod);
        assertThat(deliver(authorize)).isEqualTo(new Outcome.Refused(reason, detail));
        assertThat(deliver(authorize, 2)).isEqualTo(new Outcome.Refused(reason, detail));

        order = orderWith(paymentMethod);
        assertThat(deliver(charge)).isEqualTo(new Outcome.Refused(reason, detail));
        assertThat(verdict()).isEqualTo("abort");
        assertThat(charges()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"create, drop_answer", "create, status", "confirm, drop_answer", "confirm, status"})
    void aHoldWhoseAnswerWasLostIsFoundAndNotMadeAgain(String operation, String kind) throws Exception {
        provider.fault(operation, kind, 1);

        assertThatThrownBy(() -> deliver(authorize)).isInstanceOf(StripeException.class);
        assertThat(deliver(authorize, 2)).isEqualTo(Outcome.done());

        assertThat(holds()).containsExactly("requires_capture");
    }

    @ParameterizedTest
    @CsvSource({"capture, drop_answer", "capture, status"})
    void aCaptureWhoseAnswerWasLostIsFoundAndNotMadeAgain(String operation, String kind) throws Exception {
        deliver(authorize);
        provider.fault(operation, kind, 1);

        assertThatThrownBy(() -> deliver(capture)).isInstanceOf(StripeException.class);
        assertThat(deliver(capture, 2)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
    }

    @ParameterizedTest
    @CsvSource({"confirm, drop_answer", "confirm, status"})
    void aChargeWhoseAnswerWasLostIsFoundAndNotMadeAgain(String operation, String kind) throws Exception {
        provider.fault(operation, kind, 1);

        assertThatThrownBy(() -> deliver(charge)).isInstanceOf(StripeException.class);
        assertThat(deliver(charge)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
    }

    @Test
    void whenAbortStandsNothingIsTakenAndTheRefusalSaysWhy() throws Exception {
        deliver(authorize);
        abort(Reason.FRAUD);

        assertThat(deliver(capture)).isEqualTo(new Outcome.Refused(Reason.FRAUD, "because"));
        assertThat(deliver(charge)).isEqualTo(new Outcome.Refused(Reason.FRAUD, "because"));

        assertThat(charges()).isEmpty();
    }

    @Test
    void anUndoneHoldIsGivenBackAndUndoingTwiceIsHarmless() throws Exception {
        deliver(authorize);
        abort(Reason.OUT_OF_STOCK);

        deliver(undo);
        deliver(undo, 2);

        assertThat(holds()).containsExactly("canceled");
        assertThat(charges()).isEmpty();
    }

    @Test
    void anUndoLeavesATombstoneSoThatALateHoldIsRefused() throws Exception {
        abort(Reason.OUT_OF_STOCK);
        deliver(undo);

        assertThat(deliver(authorize)).isInstanceOf(Outcome.Refused.class);
        assertThat(deliver(authorize, 2)).isInstanceOf(Outcome.Refused.class);

        assertThat(holds()).doesNotContain("requires_capture");
    }

    @Test
    void anUndoThatOvertakesTheConfirmationIsNotOvertakenByIt() throws Exception {
        provider.fault("confirm", "status", 1);
        assertThatThrownBy(() -> deliver(authorize)).isInstanceOf(StripeException.class);
        abort(Reason.OUT_OF_STOCK);
        deliver(undo);

        assertThat(deliver(authorize, 2)).isInstanceOf(Outcome.Refused.class);

        assertThat(holds()).doesNotContain("requires_capture");
    }

    @Test
    void whileCommitStandsAnUndoGivesNothingBack() throws Exception {
        deliver(authorize);
        deliver(capture);

        assertThat(deliver(undo)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
        assertThat(provider.states("refunds", order.id())).isEmpty();
    }

    @Test
    void anExpiredHoldTurnsTheDecisionOnlyAfterItIsSeenCanceled() throws Exception {
        deliver(authorize);
        provider.expireHold(order.id());

        assertThat(deliver(capture)).isEqualTo(new Outcome.Refused(Reason.AUTHORIZATION_EXPIRED, null));

        assertThat(verdict()).isEqualTo("abort");
        assertThat(deliver(capture)).isEqualTo(new Outcome.Refused(Reason.AUTHORIZATION_EXPIRED, null));
    }

    @Test
    void aDeclinedChargeIsCanceledBeforeTheDecisionIsTurned() throws Exception {
        order = orderWith("pm_card_chargeDeclined");
        provider.fault("cancel", "status", 1);

        assertThatThrownBy(() -> deliver(charge)).isInstanceOf(StripeException.class);
        assertThat(verdict()).isEqualTo("commit");

        assertThat(deliver(charge, 2)).isEqualTo(new Outcome.Refused(Reason.PAYMENT_DECLINED, "generic_decline"));
        assertThat(verdict()).isEqualTo("abort");
    }

    /** The one who comes second sees a canceled intent, and no longer why it was. */
    @Test
    void ofTwoThatTakeNoMoneyBothSayWhatTheFirstSaw() throws Exception {
        deliver(authorize);
        provider.expireHold(order.id());
        payments.commit(order.id());
        decisions.flip(order.id(), "payment_declined", "insufficient_funds");

        Outcome second = pivot.refuse(delivery(capture, 1), new Outcome.Refused(Reason.AUTHORIZATION_EXPIRED, null));

        assertThat(second).isEqualTo(new Outcome.Refused(Reason.PAYMENT_DECLINED, "insufficient_funds"));
    }

    @Test
    void aCrashBetweenCancelAndFlipKeepsTheMerchantsReason() throws Exception {
        order = orderWith("pm_card_chargeDeclinedInsufficientFunds");
        provider.fault("cancel", "drop_answer", 1); // canceled, but nobody heard it
        assertThatThrownBy(() -> deliver(charge)).isInstanceOf(StripeException.class);
        assertThat(verdict()).isEqualTo("commit");

        assertThat(deliver(charge)).isEqualTo(new Outcome.Refused(Reason.PAYMENT_DECLINED, "insufficient_funds"));
        assertThat(verdict()).isEqualTo("abort");
    }

    @Test
    void aKeyThatStripeRefusesIsNoOutage() {
        var stripe = stripe(new StripeSettings(provider.settings().base(), "wrong", Duration.ofSeconds(1), null));

        assertThatThrownBy(() -> new Authorize(new Money(stripe, payments, new UnknownPayments(METERS)), payments)
                .handle(new Delivery(order, 1,
                        "payment_authorize", Instant.MAX, "", null, Map.of(), 1)))
                .isInstanceOf(PermanentFailureException.class).hasMessageContaining("STRIPE_API_KEY");
    }

    @Test
    void stripeBeingAwayIsAnOutage() {
        var stripe = stripe(new StripeSettings(URI.create("http://127.0.0.1:1"), "sk_test_local",
                Duration.ofSeconds(1), null));

        assertThatThrownBy(() -> new Authorize(new Money(stripe, payments, new UnknownPayments(METERS)), payments)
                .handle(new Delivery(order, 1,
                        "payment_authorize", Instant.MAX, "", null, Map.of(), 1)))
                .isInstanceOf(StripeException.class);
    }

    private static double unknown(String operation) {
        return METERS.get("waybill.payments.unknown").tag("operation", operation).counter().count();
    }

    @Test
    void whoHadToAskStripeWhatStandsIsCounted() throws Exception {
        double confirms = unknown("confirm");
        double captures = unknown("capture");
        provider.fault("confirm", "drop_answer", 1);
        assertThatThrownBy(() -> deliver(authorize)).isInstanceOf(StripeException.class);
        assertThat(unknown("confirm")).isEqualTo(confirms);

        deliver(authorize);
        deliver(capture);

        assertThat(unknown("confirm")).isEqualTo(confirms + 1);
        assertThat(unknown("capture")).isEqualTo(captures);
        order = orderWith("pm_card_visa");
        deliver(authorize);
        provider.fault("capture", "drop_answer", 1);
        assertThatThrownBy(() -> deliver(capture)).isInstanceOf(StripeException.class);
        deliver(capture);
        assertThat(unknown("capture")).isEqualTo(captures + 1);
    }
}
