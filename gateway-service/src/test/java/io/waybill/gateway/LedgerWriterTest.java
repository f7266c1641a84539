package io.waybill.gateway;

import static io.waybill.gateway.Samples.AT;
import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.ended;
import static io.waybill.gateway.Samples.refused;
import static io.waybill.gateway.Samples.settled;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.waybill.contracts.OrderEvent;
import io.waybill.contracts.OrderEvent.Kind;
import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LedgerWriterTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private final EndWaiters waiters = new EndWaiters();
    private final LedgerWriter writer = new LedgerWriter(DATABASE.batches(), waiters, new Listeners());
    private final UUID order = DATABASE.accepted();

    private LedgerOrder kept() {
        return DATABASE.queries.find(DemoKey.MERCHANT, order).orElseThrow();
    }

    private long events(UUID of) {
        return DATABASE.ledger.sql("select count(*) from event where order_id = :id").param("id", of).query(Long.class)
                .single();
    }

    @Test
    void eventsThatComeAgainAreKeptOnce() {
        List<OrderEvent> events = List.of(step(order, 1, 1, "validator", "done"), completed(order, 1, 2));

        writer.write(events);
        writer.write(events);

        assertThat(events(order)).isEqualTo(2);
        assertThat(kept().endedAt()).isEqualTo(AT.plusSeconds(2));
    }

    @Test
    void theSameEventTwiceInABatchIsKeptOnce() {
        writer.write(List.of(completed(order, 1, 1), completed(order, 1, 1)));

        assertThat(events(order)).isEqualTo(1);
    }

    @Test
    void anEndWithoutAReasonIsCompletedAndAnyOtherIsTheReasons() {
        UUID declined = DATABASE.accepted();

        writer.write(List.of(completed(order, 1, 1), ended(declined, 1, 1, Reason.CANCELLED_BY_MERCHANT)));

        assertThat(kept().status()).isEqualTo(OrderStatus.COMPLETED);
        LedgerOrder other = DATABASE.queries.find(DemoKey.MERCHANT, declined).orElseThrow();
        assertThat(other.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(other.reason()).isEqualTo("cancelled_by_merchant");
    }

    @Test
    void theFirstEndStands() {
        writer.write(List.of(ended(order, 1, 3, Reason.FRAUD)));
        writer.write(List.of(completed(order, 2, 3)));

        assertThat(kept().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(kept().reason()).isEqualTo("fraud");
        assertThat(kept().endedAt()).isEqualTo(AT.plusSeconds(3));
    }

    @Test
    void theFirstEndOfABatchStands() {
        writer.write(List.of(settled(order, 1, 4), ended(order, 1, 3, Reason.FRAUD), completed(order, 2, 3)));

        assertThat(kept().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(kept().settledAt()).isEqualTo(AT.plusSeconds(4));
    }

    @Test
    void anEndCountsWhateverItsNumber() {
        writer.write(List.of(step(order, 1, 1, "validator", "done")));
        writer.write(List.of(completed(order, 1, 1)));

        assertThat(kept().status()).isEqualTo(OrderStatus.COMPLETED);
    }

    @Test
    void anotherStoryUnderAKnownNumberIsKeptBesideTheFirstOnceAndChangesNothingThatWasKnown() {
        writer.write(List.of(step(order, 1, 1, "validator", "done"), step(order, 1, 2, "fraud_agent", "done")));
        writer.write(List.of(step(order, 1, 2, "fraud_agent", "refused"), step(order, 1, 1, "validator", "done")));
        writer.write(List.of(step(order, 1, 2, "fraud_agent", "refused")));

        assertThat(
                DATABASE.ledger.sql("select agent || ' ' || status || ' ' || is_fork from event where order_id = :id "
                        + "order by seq, is_fork").param("id", order).query(String.class).list())
                .containsExactly("validator done false", "fraud_agent done false", "fraud_agent refused true");
        assertThat(kept().steps()).extracting(LedgerOrder.Step::status).containsOnly("done");
    }

    /** Letters that can't be compressed: no index takes more of them than a third of a page. */
    private static String longText(int seed) {
        return new Random(seed).ints(20_000, 'a', 'z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }

    @Test
    void anotherStoryIsKeptOnceHoweverLongItsWords() {
        OrderEvent first = step(order, 1, 1, "validator", "done");
        OrderEvent reason = new OrderEvent(order, 1, 1, Kind.STEP, AT, "validator", "refused", longText(1), null, null,
                1, "validator-1", AT, AT);
        OrderEvent agent = step(order, 1, 1, longText(2), "done");
        OrderEvent status = new OrderEvent(order, 1, 1, Kind.ENDED, AT, null, longText(3), null, null, null, 0, null,
                null, null);
        writer.write(List.of(first));

        List<OrderEvent> batch = List.of(step(order, 1, 2, "fraud_agent", "done"), reason, agent, status);
        assertThat(writer.write(batch)).isEmpty();
        writer.write(batch);

        assertThat(events(order)).isEqualTo(5);
    }

    private List<String> told() {
        return DATABASE.ledger.sql("select status || ' ' || is_fork from event where order_id = :id order by is_fork")
                .param("id", order).query(String.class).list();
    }

    private long life() {
        return DATABASE.ledger.sql("select life from orders where id = :id").param("id", order).query(Long.class)
                .single();
    }

    @Test
    void twoStoriesThatTwoGatewaysTellAtOnceAreBothKept() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> second = DATABASE.transaction.execute(_ -> {
                new EventRows(DATABASE.ledger).insert(List.of(step(order, 1, 1, "fraud_agent", "done")));
                Future<?> other = threads.submit(
                        () -> writer.write(List.of(step(order, 1, 1, "fraud_agent", "refused"))));
                await().pollInSameThread().until(() -> DATABASE.ledger.sql("""
                        select exists (select from pg_locks where pg_backend_pid() = any (pg_blocking_pids(pid)))
                        """).query(Boolean.class).single());
                return other;
            });
            second.get();
        }
        assertThat(told()).containsExactly("done false", "refused true");
        assertThat(life()).isEqualTo(2);
    }

    @Test
    void twoStoriesInOneBatchAreBothKept() {
        writer.write(List.of(step(order, 1, 1, "fraud_agent", "done"), step(order, 1, 1, "fraud_agent", "refused")));

        assertThat(told()).containsExactly("done false", "refused true");
        assertThat(life()).isEqualTo(2);
    }

    @Test
    void aSettlementMayComeBeforeItsEnd() {
        writer.write(List.of(settled(order, 1, 3)));
        assertThat(kept().status().ended()).isFalse();

        writer.write(List.of(ended(order, 1, 2, Reason.OUT_OF_STOCK)));
        assertThat(kept().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(kept().settledAt()).isEqualTo(AT.plusSeconds(3));
    }

    @Test
    void eventsInAnyOrderGiveTheSameOrder() {
        List<OrderEvent> events = new ArrayList<>(List.of(step(order, 1, 1, "validator", "done"),
                refused(order, 1, 2, "fraud_agent", Reason.FRAUD), step(order, 1, 3, "inventory_rollback", "done"),
                ended(order, 1, 4, Reason.FRAUD), settled(order, 1, 5)));
        Collections.shuffle(events, new Random(7));

        events.forEach(event -> writer.write(List.of(event)));

        assertThat(kept().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(kept().steps()).extracting(LedgerOrder.Step::agent, LedgerOrder.Step::status)
                .containsExactly(tuple("fraud_agent", "refused"),
                        tuple("inventory_rollback", "done"),
                        tuple("validator", "done"));
    }

    @Test
    void anOrderThatIsNotInTheLedgerDoesNotPoisonTheBatch() {
        UUID stranger = UUID.randomUUID();

        OrderEvent strange = completed(stranger, 1, 1);

        var impossible = writer.write(List.of(strange, completed(order, 1, 1)));

        assertThat(impossible).containsExactly(Map.entry(strange, "order " + stranger + " isn't in the ledger"));
        assertThat(events(stranger)).isZero();
        assertThat(kept().status()).isEqualTo(OrderStatus.COMPLETED);
    }

    @Test
    void anEventThatMakesNoSenseFailsAlone() {
        OrderEvent dream = step(order, 1, 2, "fraud_agent", "dreaming");

        var impossible = writer.write(List.of(step(order, 1, 1, "validator", "done"), dream, completed(order, 1, 3)));

        assertThat(impossible).containsOnlyKeys(dream);
        assertThat(events(order)).isEqualTo(2);
        assertThat(kept().status()).isEqualTo(OrderStatus.COMPLETED);
    }

    @Test
    void aDetailWithACharacterThatPostgresqlCannotHoldIsKeptWithoutIt() {
        writer.write(List.of(new OrderEvent(order, 1, 1, Kind.ENDED, AT, null, null, "dependency_failed",
                "a\0b", null, 0, null, null, null)));

        assertThat(kept().reasonDetail()).isEqualTo("ab");
    }

    @Test
    void aReasonThatThisGatewayDoesNotKnowIsAFailure() {
        writer.write(List.of(new OrderEvent(order, 1, 1, Kind.ENDED, AT, null, null, "eaten_by_dog", null,
                null, 0, null, null, null)));

        assertThat(kept().status()).isEqualTo(OrderStatus.FAILED);
        assertThat(kept().reason()).isEqualTo("eaten_by_dog");
    }

    @Test
    void whoWaitsForTheEndIsWokenWhenItIsInTheLedger() throws Exception {
        try (EndWaiters.Place place = waiters.enter(order, Duration.ofSeconds(30));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<OrderStatus> seen = threads.submit(() -> {
                place.await();
                return kept().status();
            });
            writer.write(List.of(completed(order, 1, 1)));

            assertThat(seen.get()).isEqualTo(OrderStatus.COMPLETED);
        }
    }

    /** One reads the ends, the other the settlements, each in its own sequence. */
    @Test
    void twoGatewaysThatWriteTheSameOrdersDoNotDeadlock() throws Exception {
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            orders.add(DATABASE.accepted());
        }
        List<Callable<Boolean>> gateways = new ArrayList<>();
        for (int gateway = 0; gateway < 4; gateway++) {
            boolean reads = gateway % 2 == 0;
            var own = new ArrayList<>(orders);
            Collections.shuffle(own, new Random(gateway));
            gateways.add(() -> {
                writer.write(own.stream().map(id -> reads ? completed(id, 1, 1) : settled(id, 1, 2)).toList());
                return true;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(gateways)).allSatisfy(gateway -> assertThat(gateway.get()).isTrue());
        }
        assertThat(DATABASE.queries.endedAmong(orders)).hasSize(50);
    }
}
