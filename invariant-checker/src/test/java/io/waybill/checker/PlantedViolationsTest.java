package io.waybill.checker;

import static io.waybill.checker.Invariant.I1;
import static io.waybill.checker.Invariant.I2;
import static io.waybill.checker.Invariant.I3;
import static io.waybill.checker.Invariant.I4;
import static io.waybill.checker.Invariant.I5;
import static io.waybill.checker.Invariant.I6;
import static io.waybill.checker.Invariant.I7;
import static io.waybill.checker.Invariant.I8;
import static io.waybill.checker.Invariant.I9;
import static io.waybill.checker.Invariant.I11;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.checker.Mode.Expected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** A clean run, with one thing wrong in it. */
class PlantedViolationsTest {

    private static final Tables EMPTY = Tables.migrated();

    private final Tables tables = EMPTY.copy();
    private final Outside outside = new Outside();
    private final List<Request> log = new ArrayList<>();
    private final Story completed = accepted().completed();
    private final Story declined = accepted().declined();

    @BeforeAll
    static void prepare() {
        Story.prepare(EMPTY);
    }

    @AfterEach
    void close() {
        outside.close();
        tables.close();
    }

    private Story accepted() {
        return Story.accepted(tables, outside);
    }

    private Report check(Mode mode) {
        return Checker.of(Sources.of(tables.readOnly()).withProvider(outside.address()).withRequests(log)).check(mode);
    }

    private Report check() {
        return check(new Mode.Settled(Expected.NOTHING));
    }

    /** While the fleet works, with what ended just now at rest. */
    private Report checkOnline() {
        return check(new Mode.Online(Duration.ofHours(2), 1000, Duration.ofSeconds(-5), Duration.ofHours(1)));
    }

    private static void assertFound(Report report, Invariant invariant, String... violations) {
        assertThat(report.findings()).filteredOn(finding -> !finding.ok()).as("%s", report)
                .singleElement().satisfies(finding -> {
                    assertThat(finding.invariant()).isEqualTo(invariant);
                    assertThat(finding.violations()).extracting(Violation::toString).containsExactly(violations);
                });
    }

    private void plant(String statement) {
        tables.sql.sql(statement).param("completed", completed.id).param("declined", declined.id).update();
    }

    private Request answered(@Nullable String key, int status, @Nullable UUID order, String body) {
        return new Request(Instant.now(), key, "demo", status, order == null ? null : order.toString(), body, false, 5);
    }

    @Test
    void aCleanRunHasNone() {
        Story.accepted(tables, outside, Story.CHARGING).did("validator").reserved().did("fraud_agent")
                .did("inventory_agent").held().decided("commit", null).captured().did("payment_agent").shipped()
                .did("tracking_agent").ended("completed", null).told().did("notifier").settled();
        accepted().did("validator").nextLife().completed();
        accepted().paid().shipped().did("tracking_agent").ended("completed", null).nextLife().told().did("notifier")
                .settled();
        accepted().prepared().event("step", "payment_authorize", "done", null, true).nextLife().did("validator")
                .did("inventory_agent").did("fraud_agent").did("payment_authorize").decided("commit", null).captured()
                .did("payment_capture").shipped().did("tracking_agent").ended("completed", null).told().did("notifier")
                .settled();
        outside.strange();
        String id = completed.id.toString();
        log.add(answered("key of " + id, 202, completed.id, "aa"));
        log.add(answered("key of " + id, 202, completed.id, "aa"));
        log.add(answered("key of " + id, 200, completed.id, "bb"));
        log.add(answered(null, 202, declined.id, "cc"));
        log.add(answered("refused", 503, null, "dd"));

        Report report = check();

        assertThat(report.findings()).allSatisfy(finding -> assertThat(finding.violations()).isEmpty());
        assertThat(report.findings()).allMatch(Finding::judged);
        assertThat(report.ok()).isTrue();
        assertThat(report.orders()).isEqualTo(6);
    }

    @Test
    void ordersUnderWayAreFineWhileTheFleetWorks() {
        accepted();
        accepted().prepared();
        accepted().paid().shipped();
        accepted().did("validator").reserved().did("inventory_agent").decided("abort", "fraud");

        assertThat(checkOnline().findings()).allSatisfy(finding -> assertThat(finding.violations()).isEmpty());
    }

    @Test
    void onlyTheNewestOrdersAreLookedAtWhileTheFleetWorks() {
        plant("delete from tracking.shipment where order_id = :completed");
        outside.strange();

        Report report = check(new Mode.Online(Duration.ofHours(2), 1, Duration.ofSeconds(-5), Duration.ofHours(1)));

        assertThat(report.orders()).isEqualTo(1);
        assertThat(report.ok()).isTrue();
        assertThat(checkOnline().ok()).isFalse();
    }

    @Test
    void anOrderThatHasNotEndedIsFoundAtRest() {
        Story lost = accepted().prepared();

        Finding found = check().of(I1);

        assertThat(found.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.orderId()).isEqualTo(lost.id.toString());
            assertThat(violation.what()).startsWith("was accepted ").endsWith("and hasn't ended");
        });
    }

    @Test
    void anOrderThatHasNotSettledIsFoundAtRest() {
        accepted().paid().shipped().did("tracking_agent").ended("completed", null);

        assertThat(check().of(I1).violations()).singleElement()
                .satisfies(violation -> assertThat(violation.what()).endsWith("ended completed but hasn't settled"));
        assertThat(check().of(I9).violations()).extracting(Violation::what).containsExactly("hasn't settled");
    }

    @Test
    void anOrderWhoseTimeIsOverIsFoundWhileTheFleetWorksUnlessSomebodyWasCalled() {
        Story late = accepted().prepared();
        accepted().did("validator").parked("inventory_agent", "undecodable");
        tables.sql.sql("""
                update ledger.orders
                set accepted_at = now() - interval '2 hours', deadline_at = now() - interval '1 hour'
                where settled_at is null
                """).update();

        assertThat(checkOnline().of(I1).violations()).extracting(Violation::orderId)
                .containsExactly(late.id.toString());
    }

    @Test
    void anOrderThatACommitKeepsWaitingHasLonger() {
        Story committed = accepted().paid();
        tables.sql.sql("""
                update ledger.orders
                set accepted_at = now() - interval '2 hours', deadline_at = now() - interval '1 hour'
                where settled_at is null
                """).update();
        assertThat(checkOnline().of(I1).violations()).isEmpty();

        tables.sql.sql("update ledger.decision set decided_at = now() - interval '70 minutes' where order_id = :id")
                .param("id", committed.id).update();
        assertThat(checkOnline().of(I1).count()).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutAnOrderIsFound() {
        UUID vanished = Story.newId();
        log.add(answered(null, 202, vanished, "aa"));

        assertFound(check(), I1, vanished + " was answered 202 to demo and isn't in the ledger");
    }

    @Test
    void aSecondChargeIsFoundAlsoWhenItWasGivenBack() {
        outside.charged(completed.id, completed.intent, 2550, 2550, "USD");

        assertFound(checkOnline(), I2,
                completed.id + " was charged 2 times: %s, %s".formatted(completed.intent, completed.intent));
    }

    @Test
    void aSecondIntentIsFoundWithTheOneThatIsStored() {
        outside.held(completed.id, "pi_x", "canceled");

        assertFound(checkOnline(), I2,
                completed.id + " has 2 intents confirmed: pi_%s, pi_x".formatted(completed.id),
                completed.id + " was paid through pi_x, but the intent stored for it is " + completed.intent);
    }

    @Test
    void anIntentThatWasConfirmedBeforeItWasStoredIsFound() {
        Story early = accepted();
        outside.held(early.id, "pi_early", "requires_capture");

        assertFound(checkOnline(), I2, early.id + " was paid through pi_early, but no intent is stored for it");
    }

    @Test
    void twoPaymentsOfOneOrderAreFound() {
        plant("alter table payment.payment drop constraint payment_pkey");
        plant("insert into payment.payment (order_id, intent_id, state) values (:completed, 'pi_2', 'captured')");

        assertThat(checkOnline().of(I2).violations()).extracting(Violation::toString)
                .contains(completed.id + " has 2 payments");
    }

    @Test
    void anotherAmountThanTheTotalIsFound() {
        outside.forget("charges", completed.id);
        outside.charged(completed.id, completed.intent, 2550, 50, "USD");

        assertFound(checkOnline(), I3, completed.id + " completed for 2550 USD, but the provider has kept 2500 USD");
    }

    @Test
    void anotherCurrencyIsFound() {
        outside.forget("charges", completed.id);
        outside.charged(completed.id, completed.intent, 2550, 0, "EUR");

        assertFound(checkOnline(), I3, completed.id + " completed for 2550 USD, but the provider has kept 2550 EUR");
    }

    @Test
    void aCompletedOrderThatWasNeverChargedIsFound() {
        outside.forget("charges", completed.id);

        assertFound(checkOnline(), I3, completed.id + " completed for 2550 USD, but the provider has kept nothing");
    }

    @Test
    void aChargeOfARejectedOrderIsFound() {
        outside.charged(declined.id, declined.intent, 2550, 0, "USD");

        assertFound(checkOnline(), I3, declined.id + " ended rejected, but the provider has kept 2550");
    }

    @Test
    void aHoldOfARejectedOrderIsFoundAndAReleasedOneIsFine() {
        outside.held(declined.id, declined.intent, "canceled");
        assertThat(checkOnline().ok()).isTrue();

        outside.held(declined.id, declined.intent, "requires_capture");
        assertFound(checkOnline(), I3,
                declined.id + " ended rejected, but the provider has a hold: " + declined.intent);
    }

    @Test
    void moneyForAnOrderThatIsNotThereIsFound() {
        UUID nobody = Story.newId();
        outside.charged(nobody, "pi_x", 2550, 0, "USD");

        assertFound(checkOnline(), I3, nobody + " isn't in the ledger, but was paid through pi_x");
    }

    @Test
    void aPaymentThatDoesNotFitTheEndIsFound() {
        plant("update payment.payment set state = 'capturing' where order_id = :completed");
        plant("update payment.payment set state = 'intended' where order_id = :declined");

        assertFound(checkOnline(), I3, completed.id + " ended completed, but its payment is capturing",
                declined.id + " ended rejected, but its payment is intended");
    }

    @Test
    void moreReservedThanThereIsIsFound() {
        plant("alter table inventory.stock drop constraint reserved_is_on_hand");
        plant("update inventory.stock set on_hand = 1 where sku = 'WIDGET'");

        assertFound(checkOnline(), I4, "WIDGET: 2 reserved, 1 on hand");
    }

    @Test
    void aReservationThatWasCountedTwiceIsFound() {
        plant("update inventory.stock set reserved = reserved + 2 where sku = 'WIDGET'");
        plant("update inventory.stock set reserved = reserved + 1 where sku = 'GADGET'");

        assertFound(checkOnline(), I4, "GADGET: 1 reserved, but orders hold 0",
                "WIDGET: 4 reserved, but orders hold 2");
    }

    @Test
    void twoReservationsOfOneOrderAreFound() {
        plant("alter table inventory.reservation drop constraint reservation_pkey");
        plant("insert into inventory.reservation (order_id, state, released_at) values (:declined, 'released', now())");

        assertFound(checkOnline(), I4, declined.id + " has 2 reservations");
    }

    @Test
    void goodsHeldForARejectedOrderAreFound() {
        plant("""
                update inventory.reservation set state = 'held', released_at = null where order_id = :declined
                """);
        plant("update inventory.stock set reserved = reserved + 2 where sku = 'WIDGET'");

        assertFound(checkOnline(), I4, declined.id + " ended rejected, but holds goods");
    }

    @Test
    void goodsHeldForNobodyAreFound() {
        UUID nobody = Story.newId();
        tables.sql.sql("select inventory.reserve(:id, array['GADGET'], array[1])").param("id", nobody).query()
                .listOfRows();

        assertFound(checkOnline(), I4, nobody + " isn't in the ledger, but holds goods");
    }

    @Test
    void aCompletedOrderThatHoldsNothingIsFound() {
        tables.sql.sql("select inventory.release(:id)").param("id", completed.id).query().listOfRows();

        assertFound(checkOnline(), I4, completed.id + " completed, but its reservation is released");
    }

    @Test
    void otherGoodsThanWereOrderedAreFound() {
        plant("""
                update inventory.reservation set skus = array['GADGET', 'WIDGET'], quantities = array[1, 1]
                where order_id = :completed
                """);
        plant("update inventory.stock set reserved = 1");

        assertFound(checkOnline(), I4,
                completed.id + " ordered {\"WIDGET\": 2}, but {\"GADGET\": 1, \"WIDGET\": 1} was reserved");
    }

    @Test
    void aCompletedOrderWithoutAShipmentIsFound() {
        plant("delete from tracking.shipment where order_id = :completed");

        assertFound(checkOnline(), I5, completed.id + " completed, but has no shipment");
    }

    @Test
    void aSecondShipmentIsFound() {
        plant("alter table tracking.shipment drop constraint shipment_pkey");
        completed.shipped();

        assertThat(checkOnline().of(I5).violations()).singleElement()
                .satisfies(violation -> assertThat(violation.what()).startsWith("has 2 shipments: CA"));
    }

    @Test
    void aShipmentOfAnOrderThatIsNotCommittedIsFoundAtOnce() {
        Story early = accepted().prepared().shipped();
        declined.shipped();

        assertThat(checkOnline().findings()).filteredOn(finding -> !finding.ok()).singleElement()
                .satisfies(finding -> assertThat(finding.violations()).extracting(Violation::toString).satisfiesExactly(
                        first -> assertThat(first).startsWith(declined.id + " was shipped as CA")
                                .endsWith("but ended rejected"),
                        second -> assertThat(second).startsWith(early.id.toString())
                                .endsWith("but its decision is open")));
    }

    @Test
    void aHoleInALifeIsFound() {
        plant("delete from ledger.event where order_id = :completed and agent = 'notifier'");

        assertFound(checkOnline(), I6, completed.id + " life 1 has 8 events, but the last is number 9");
    }

    @Test
    void anAgentOrStatusThatThePipelineDoesNotHaveIsFound() {
        Story order = accepted().step("gift_wrap", "done", null).step("payment_rollback", "refused", "fraud");

        assertFound(checkOnline(), I6, order.id + " life 1, event 1: gift_wrap is done",
                order.id + " life 1, event 2: payment_rollback is refused");
    }

    @Test
    void aStepBeforeItsPredecessorsIsFound() {
        plant("update ledger.event set seq = 100 where order_id = :completed and seq = 4");
        plant("update ledger.event set seq = 4 where order_id = :completed and seq = 5");
        plant("update ledger.event set seq = 5 where order_id = :completed and seq = 100");

        assertFound(checkOnline(), I6,
                completed.id + " life 1, event 4: payment_capture is done, but fraud_agent isn't done");
    }

    @Test
    void whatAnEarlierLifeDidCountsOnlyForTrailingSteps() {
        Story hasty = accepted().prepared().nextLife().decided("commit", null).captured().did("payment_capture")
                .shipped().did("tracking_agent").ended("completed", null).told().did("notifier").settled();

        assertThat(checkOnline().of(I6).violations()).extracting(Violation::toString).containsExactly(
                hasty.id + " life 2, event 1: payment_capture is done, but fraud_agent isn't done",
                hasty.id + " life 2, event 1: payment_capture is done, but inventory_agent isn't done",
                hasty.id + " life 2, event 1: payment_capture is done, but payment_authorize isn't done");
    }

    @Test
    void whatComesBehindTheSettlementIsFound() {
        completed.did("notifier");
        declined.did("inventory_rollback").event("settled", null, null, null, false);

        assertFound(checkOnline(), I6, completed.id + " life 1 settled with event 9, but event 10 says notifier done",
                declined.id + " life 1 settled with event 8, but event 10 says inventory_rollback done",
                declined.id + " life 1 settled with event 8, but event 11 says settled");
    }

    @Test
    void anotherEndInAnotherLifeIsFound() {
        declined.nextLife().event("ended", null, null, "fraud", false);

        assertFound(checkOnline(), I6, declined.id + " ended payment_declined, but life 2 tells fraud");
    }

    @Test
    void anEndThatNoEventTellsIsFound() {
        plant("update ledger.event set kind = 'settled' where order_id = :declined and kind = 'ended'");
        plant("delete from ledger.event where order_id = :declined and seq >= 8");

        assertFound(checkOnline(), I6, declined.id + " ended rejected, but no event tells it");
    }

    @Test
    void aDecisionThatDoesNotFitTheEndIsFound() {
        Story undecided = accepted().did("validator").undoneFor("failed", "deadline");
        plant("update ledger.decision set reason = 'fraud' where order_id = :declined");

        assertThat(checkOnline().of(I6).violations()).extracting(Violation::toString).contains(
                declined.id + " ended rejected payment_declined, but its decision is abort fraud",
                undecided.id + " ended failed deadline, but its decision is missing");
    }

    @Test
    void anEventThatTellsAnotherDecisionIsFound() {
        Story order = accepted().paid();
        tables.sql.sql("select ledger.flip(:id, 'fraud', null)").param("id", order.id).query().listOfRows();
        tables.sql.sql("update payment.payment set state = 'undone' where order_id = :id").param("id", order.id)
                .update();
        outside.forget("charges", order.id);

        assertFound(checkOnline(), I6,
                order.id + " life 1, event 5: payment_capture is done, but the decision is abort");
    }

    @Test
    void aFlipOfAPaymentThatWasTakenIsFoundInOurTablesAndAtTheProvider() {
        Story order = accepted().prepared().decided("commit", null).captured();
        tables.sql.sql("select ledger.flip(:id, 'fraud', null)").param("id", order.id).query().listOfRows();

        assertFound(checkOnline(), I6, order.id + " was turned into abort, but its payment is captured",
                order.id + " was turned into abort, but was charged through " + order.intent);
    }

    @Test
    void aMessageThatIsNotRecordedIsFoundUnlessItsStepWasDiscarded() {
        plant("delete from notifier.message where order_id = :completed and channel = 'slack'");
        accepted().paid().shipped().did("tracking_agent").ended("completed", null)
                .parked("notifier", "invalid_token").discarded().settled();

        assertFound(checkOnline(), I7, completed.id + " has settled, but no slack is recorded");
    }

    @Test
    void aMessageThatTheProviderDoesNotHaveIsFound() {
        outside.forget("mails", completed.id);

        assertFound(checkOnline(), I7, completed.id + " mail is recorded as sent, but the provider has none");
    }

    @Test
    void aMessageThatIsRecordedTwiceIsFound() {
        plant("alter table notifier.message drop constraint message_pkey");
        plant("insert into notifier.message (order_id, channel, provider_id) values (:completed, 'mail', 'm')");

        assertFound(checkOnline(), I7, completed.id + " mail is recorded 2 times");
    }

    @Test
    void aMessageForARejectedOrderIsFoundInOurTablesAndAtTheProvider() {
        plant("insert into notifier.message (order_id, channel, provider_id) values (:declined, 'mail', 'm')");
        outside.mailed(declined.id);

        assertFound(checkOnline(), I7, declined.id + " mail is recorded, but it ended rejected",
                declined.id + " mail was sent, but it ended rejected");
    }

    @Test
    void moreRepetitionsThanCrashesAreFound() {
        outside.mailed(completed.id);
        outside.mailed(completed.id);

        var two = new Expected(0, OptionalInt.of(2), OptionalLong.empty());
        assertThat(check(new Mode.Settled(two)).ok()).isTrue();
        var one = new Expected(0, OptionalInt.of(1), OptionalLong.empty());
        assertFound(check(new Mode.Settled(one)), I7,
                completed.id + " mail was sent 3 times; there are 2 such repetitions, at most 1 may be");
        assertThat(checkOnline().of(I7).notes()).contains("repetitions aren't judged: nobody counted the crashes");
    }

    @Test
    void twoAnswersToOneKeyAreFound() {
        String key = "key of " + completed.id;
        log.add(answered(key, 202, completed.id, "aa"));
        log.add(answered(key, 202, completed.id, "bb"));

        assertFound(check(), I8, "key %s of demo was answered with 1 orders and 2 bodies".formatted(key));
    }

    @Test
    void aKeyThatTheLedgerKeepsWithAnotherOrderOrNotAtAllIsFound() {
        String key = "key of " + completed.id;
        log.add(answered(key, 202, declined.id, "aa"));
        log.add(answered("forgotten", 202, declined.id, "aa"));

        assertFound(check(), I8,
                "%s was answered to key %s of demo, which the ledger keeps with %s".formatted(declined.id, key,
                        completed.id),
                declined.id + " was answered to key forgotten of demo, which the ledger keeps with none");
    }

    @Test
    void aKeyWithoutItsOrderIsFound() {
        UUID nobody = Story.newId();
        plant("alter table ledger.idempotency_key drop constraint idempotency_key_order_id_fkey");
        plant("alter table ledger.idempotency_key drop constraint idempotency_key_pkey");
        tables.sql.sql("update ledger.idempotency_key set order_id = :nobody where order_id = :declined")
                .param("nobody", nobody).param("declined", declined.id).update();
        plant("update ledger.idempotency_key set merchant = 'another' where order_id = :completed");
        Story twice = accepted();
        tables.sql.sql("insert into ledger.idempotency_key select * from ledger.idempotency_key where order_id = :id")
                .param("id", twice.id).update();

        assertThat(checkOnline().of(I8).violations()).extracting(Violation::toString).containsExactly(
                "%s stands behind key key of %s of another, but is the order of demo".formatted(completed.id,
                        completed.id),
                "%s stands behind key key of %s of demo, but isn't in the ledger".formatted(nobody, declined.id),
                "%s stands behind key key of %s of demo, but the key is kept 2 times".formatted(twice.id, twice.id),
                "%s stands behind key key of %s of demo, but the key is kept 2 times".formatted(twice.id, twice.id));
    }

    @Test
    void whatIsParkedMustBeWhatShouldBe() {
        Story parked = accepted().did("validator").parked("inventory_agent", "unknown_version");

        assertFound(check(), I9,
                parked.id + " inventory_agent is parked: unknown_version (1 are, 0 should be)");
        assertThat(check(new Mode.Settled(new Expected(1, OptionalInt.empty(), OptionalLong.empty()))).ok()).isTrue();

        parked.did("inventory_agent").step("fraud_agent", "refused", "fraud").decided("abort", "fraud")
                .event("decided", "rollback", "abort", "fraud", false).undoneFor("rejected", "fraud");
        assertThat(check().ok()).isTrue();
        assertFound(check(new Mode.Settled(new Expected(1, OptionalInt.empty(), OptionalLong.empty()))), I9,
                "nothing is parked, 1 should be");
    }

    @Test
    void anEntryThatNobodyCouldReadCountsAsParkedUntilSomebodyHasSeenToIt() {
        tables.sql.sql("""
                insert into ledger.parked (agent, stream, entry, parked_as, fields, cause, since)
                values ('validator', 'wb:{0}:stream:validator', '1-0', '2-0', '1:x,', 'undecodable', now())
                """).update();

        assertFound(check(), I9, "validator is parked: undecodable (1 are, 0 should be)");

        tables.sql.sql("""
                update ledger.parked set resolution = 'discarded', resolved_at = now(), resolved_by = 'demo'
                """).update();
        assertThat(check().ok()).isTrue();
    }

    @Test
    void anEmptyRunIsFound() {
        log.add(answered(null, 202, completed.id, "aa"));
        log.add(answered(null, 503, null, "bb"));
        var never = new Expected(0, OptionalInt.empty(), OptionalLong.of(0));

        assertFound(check(new Mode.Settled(never)), I11, "1 of 2 requests were accepted", "the fault never fired");
    }

    @Test
    void withoutTheOutsideOnlyTheTablesAreJudgedAndTheReportSaysSo() {
        outside.charged(declined.id, declined.intent, 2550, 0, "USD");

        Report report = Checker.of(Sources.of(tables.readOnly())).check(new Mode.Settled(Expected.NOTHING));

        assertThat(report.ok()).isTrue();
        assertThat(report.of(I3).notes()).containsExactly("by our own tables only: there is no provider's ledger");
        assertThat(report.of(I8).notes()).containsExactly("by our own tables only: there is no client's log");
        assertThat(report.of(I11).judged()).isFalse();
        assertThat(report.of(I9).notes()).containsExactly("Redis wasn't asked");
    }

    @Test
    void whatAProvidersLedgerCanNotKnowIsNotHeldAgainstIt() {
        outside.forget("charges", completed.id);
        outside.forget("mails", completed.id);
        outside.begun = Instant.now().plusSeconds(5).toString();

        Report report = check();

        assertThat(report.ok()).isTrue();
        assertThat(report.of(I3).notes()).singleElement().asString().contains("begins at " + outside.begun);

        outside.begun = "2020-01-01T00:00:00.000Z";
        outside.forgotten = 3;
        assertThat(check().ok()).isTrue();
        assertThat(check().of(I3).notes()).singleElement().asString().contains("has forgotten 3 entries");
    }
}
