package io.waybill.gateway;

import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.ended;
import static io.waybill.gateway.Samples.refused;
import static io.waybill.gateway.Samples.settled;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waybill.contracts.OrderEvent;
import io.waybill.contracts.Reason;
import io.waybill.gateway.EventClient.Event;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@HttpTest
@Timeout(60)
class EventsHttpTest {

    @LocalServerPort
    private int port;
    @Autowired
    private LedgerWriter writer;
    @Autowired
    private JdbcClient ledger;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private DataSource source;

    private Client demo;
    private UUID order;

    @BeforeEach
    void accept() {
        demo = Client.of(port, HttpTest.DEMO_KEY);
        order = demo.post(Samples.order()).id();
    }

    private EventClient listen(String lastId) throws Exception {
        return EventClient.open(demo, order, lastId);
    }

    private void happens(OrderEvent... events) {
        assertThat(writer.write(List.of(events))).isEmpty();
    }

    /** The order's settlement, which never is long ago: that wouldn't be waited for. */
    private OrderEvent settles(long number) {
        return new OrderEvent(order, 1, number, OrderEvent.Kind.SETTLED, Instant.now().plus(Duration.ofHours(1)), null,
                null, null, null, null, 0, null, null, null);
    }

    private String numberOf(int seq) {
        return ledger.sql("select number from event where order_id = :order and seq = :seq and not is_fork")
                .param("order", order).param("seq", seq).query(String.class).single();
    }

    @Test
    void aListenerHearsWhatHasHappenedAndThenWhatHappens() throws Exception {
        happens(step(order, 1, 1, "validator", "done"));
        try (EventClient client = listen("")) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("Content-Type")).startsWith("text/event-stream");
            assertThat(client.header("Cache-Control")).isEqualTo("no-store");
            await().until(() -> client.events().size() == 2);
            assertThat(client.steps()).containsExactly("validator");
            assertThat(client.statuses()).containsExactly("processing");

            happens(refused(order, 1, 2, "fraud_agent", Reason.FRAUD));

            await().until(() -> client.events().size() == 4);
            assertThat(client.steps()).containsExactly("validator", "fraud_agent");
            assertThat(client.statuses()).containsExactly("processing", "compensating");
            assertThat(client.events()).extracting(Event::id).containsExactly(numberOf(1), numberOf(1), numberOf(2),
                    numberOf(2));
        }
    }

    @Test
    void aStepIsToldInTheWordsOfTheOrdersTimeline() throws Exception {
        happens(step(order, 1, 1, "validator", "done"));
        try (EventClient client = listen("")) {
            await().until(() -> client.events().size() == 2);

            assertThat(client.events().getFirst().data())
                    .isEqualTo(demo.get("/orders/" + order).json().at("/steps/0"));
            assertThat(client.events().getLast().data().propertyNames()).containsExactly("status", "reason",
                    "reasonDetail", "endedAt", "settledAt");
        }
    }

    @Test
    void theAnswerEndsWhenTheOrderHasSettledAndNotWhenItHasEnded() throws Exception {
        try (EventClient client = listen("")) {
            happens(completed(order, 1, 1));
            await().until(() -> client.statuses().contains("completed"));
            happens(step(order, 1, 2, "notifier", "done"));
            await().until(() -> client.steps().contains("notifier"));
            assertThat(client.hasEnded()).isFalse();

            happens(settled(order, 1, 3));

            await().until(client::hasEnded);
            assertThat(client.events().getLast().text("/status")).isEqualTo("completed");
            assertThat(client.events().getLast().text("/settledAt")).isNotEmpty();
            assertThat(client.lastId()).isEqualTo(numberOf(3));
        }
    }

    @Test
    void whoHasHeardTheEndIsToldNotToComeAgainAndWhoHasNotHearsIt() throws Exception {
        happens(step(order, 1, 1, "validator", "refused"), ended(order, 1, 2, Reason.INVALID), settled(order, 1, 3));

        try (EventClient client = listen(numberOf(1))) {
            await().until(client::hasEnded);
            assertThat(client.steps()).isEmpty();
            assertThat(client.statuses()).containsExactly("rejected");
            assertThat(client.lastId()).isEqualTo(numberOf(3));
        }
        try (EventClient client = listen(numberOf(3))) {
            assertThat(client.status()).isEqualTo(204);
        }
    }

    @Test
    void theEndIsTheOneThatTheLedgerHasNotWhatAnEventSays() throws Exception {
        happens(ended(order, 1, 1, Reason.FRAUD));
        try (EventClient client = listen("")) {
            happens(ended(order, 2, 1, Reason.OUT_OF_STOCK), settled(order, 2, 2));

            await().until(client::hasEnded);
            assertThat(client.events()).extracting(event -> event.text("/reason")).containsOnly("fraud");
        }
    }

    @Test
    void anOrderIsNotOverWhileAnotherGatewayHasToWriteWhatCameBefore() throws Exception {
        try (EventClient client = listen("")) {
            happens(step(order, 1, 1, "validator", "done"), completed(order, 1, 3), settles(4));
            await().until(() -> client.statuses().contains("completed"));
            assertThat(client.hasEnded()).isFalse();

            happens(step(order, 1, 2, "notifier", "done"));

            await().until(client::hasEnded);
            assertThat(client.steps()).containsExactly("validator", "notifier");
        }
    }

    @Test
    void whatTheLedgerNeverGetsIsNotWaitedForForEver() throws Exception {
        happens(completed(order, 1, 1), settled(order, 1, 3));

        try (EventClient client = listen("")) {
            await().until(client::hasEnded);
        }
    }

    @Test
    void whatGotItsNumberEarlierAndIsCommittedLaterIsToldEarlier() throws Exception {
        UUID another = demo.post(Samples.order()).id();
        try (EventClient client = listen("")) {
            await().until(() -> client.statuses().contains("accepted"));
            transaction.executeWithoutResult(_ -> {
                ledger.sql("set local idle_in_transaction_session_timeout = 0").update();
                new EventRows(ledger).insert(List.of(step(order, 1, 1, "inventory_agent", "done")));
                elsewhere(() -> happens(step(order, 1, 2, "fraud_agent", "done")));
                elsewhere(() -> hears("accepted", another));
            });
            await().until(() -> client.steps().size() == 2);
            assertThat(client.steps()).containsExactly("inventory_agent", "fraud_agent");
            assertThat(client.lastId()).isEqualTo(numberOf(2));
        }
    }

    @Test
    void aGatewayThatStandsStillInTheMiddleOfAWriteKeepsNobodyWaitingForLong() throws Exception {
        try (EventClient client = listen(""); Connection frozen = source.getConnection()) {
            frozen.setAutoCommit(false);
            try (Statement statement = frozen.createStatement()) {
                statement.execute("""
                        insert into event (order_id, life, seq, kind, at, attempts)
                        values ('%s', 1, 1, 'settled', now(), 0)
                        """.formatted(order));
            }
            happens(step(order, 1, 2, "fraud_agent", "done"));

            await().atMost(Duration.ofSeconds(20)).until(() -> client.steps().contains("fraud_agent"));
            assertThatThrownBy(frozen::commit).isInstanceOf(SQLException.class);
        }
    }

    private void hears(String status, UUID order) {
        try (EventClient client = EventClient.open(demo, order, "")) {
            await().until(() -> client.statuses().contains(status));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** On a thread that has no part in the transaction. */
    private static void elsewhere(Runnable what) {
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(thread.submit(what)).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void whatAnotherGatewayHasWrittenIsToldToo() throws Exception {
        try (EventClient client = listen("")) {
            await().until(() -> client.statuses().contains("accepted"));

            new EventRows(ledger).insert(List.of(step(order, 1, 1, "validator", "done")));

            await().until(() -> client.steps().contains("validator"));
        }
    }

    @Test
    void everyLifeIsToldAndForksAreNot() throws Exception {
        happens(step(order, 1, 1, "validator", "done"), step(order, 1, 2, "fraud_agent", "done"));
        try (EventClient client = listen("")) {
            happens(step(order, 1, 2, "inventory_agent", "done"));
            happens(step(order, 2, 1, "validator", "done"));

            await().until(() -> client.steps().size() == 3);
            assertThat(client.steps()).containsExactly("validator", "fraud_agent", "validator");
        }
    }

    @Test
    void aLongHistoryIsToldInSequence() throws Exception {
        for (int i = 1; i <= 2 * EventQueries.MOST + 1; i++) {
            new EventRows(ledger).insert(List.of(step(order, 1, i, "agent-" + i, "done")));
        }
        try (EventClient client = listen("")) {
            await().until(() -> client.steps().size() == 2 * EventQueries.MOST + 1);
            assertThat(client.steps()).doesNotHaveDuplicates().endsWith("agent-" + (2 * EventQueries.MOST + 1));
        }
    }

    @Test
    void severalMayListenToOneOrder() throws Exception {
        try (EventClient one = listen(""); EventClient other = listen("")) {
            happens(step(order, 1, 1, "validator", "done"));

            await().until(() -> one.steps().size() == 1 && other.steps().size() == 1);
        }
    }
}
