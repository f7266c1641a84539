package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DecisionTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();
    private static final DataSource PAYMENT_SOURCE = DATABASE.connectedAs("payment");
    private static final JdbcClient PAYMENT = JdbcClient.create(PAYMENT_SOURCE);
    private static final JdbcClient ROLLBACK = JdbcClient.create(DATABASE.connectedAs("rollback"));

    private final UUID order = UUID.randomUUID();

    private record Answer(String verdict, @Nullable String reason, @Nullable String detail) {}

    private Answer decide(JdbcClient role, String verdict, @Nullable String reason, @Nullable String detail) {
        return role.sql("select verdict, reason, detail from ledger.decide(:order, :verdict, :reason, :detail)")
                .param("order", order).param("verdict", verdict).param("reason", reason).param("detail", detail)
                .query(Answer.class).single();
    }

    private String flip(JdbcClient role, String reason) {
        return role.sql("select ledger.flip(:order, :reason, null)").param("order", order).param("reason", reason)
                .query(String.class).single();
    }

    private Answer standing() {
        return decide(ROLLBACK, "abort", "deadline", null);
    }

    @Test
    void theFirstToAskWinsForEver() {
        Answer first = decide(PAYMENT, "commit", null, null);
        Answer second = decide(ROLLBACK, "abort", "out_of_stock", "85123A");

        assertThat(first).isEqualTo(new Answer("commit", null, null));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void whoComesLaterGetsTheReasonOfTheFirst() {
        decide(ROLLBACK, "abort", "out_of_stock", "85123A");

        assertThat(decide(PAYMENT, "commit", null, null)).isEqualTo(new Answer("abort", "out_of_stock", "85123A"));
    }

    /** The loser has begun while the winner's row is there but not committed: it must wait, and then see it. */
    @Test
    void whoAsksWhileAnotherIsAskingGetsTheOthersAnswer() throws Exception {
        try (Connection winner = DATABASE.connectedAs("rollback").getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            winner.setAutoCommit(false);
            verdict(winner, "select ledger.decide('" + order + "', 'abort', 'fraud', null)");
            Future<Answer> loser = threads.submit(() -> decide(PAYMENT, "commit", null, null));
            await().until(this::somebodyWaitsForALock);
            winner.commit();

            assertThat(loser.get()).isEqualTo(new Answer("abort", "fraud", null));
        }
    }

    @Test
    void ofManyWhoAskAtTheSameInstantAllGetOneAnswer() throws Exception {
        for (int round = 0; round < 20; round++) {
            UUID contested = UUID.randomUUID();
            var start = new CyclicBarrier(8);
            List<Callable<String>> askers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String verdict = i % 2 == 0 ? "commit" : "abort";
                askers.add(() -> {
                    try (Connection connection = PAYMENT_SOURCE.getConnection()) {
                        start.await();
                        return verdict(connection,
                                "select verdict from ledger.decide('%s', '%s', 'deadline', null)".formatted(contested,
                                        verdict));
                    }
                });
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.invokeAll(askers).stream().map(Future::resultNow).distinct()).hasSize(1)
                        .doesNotContainNull();
            }
        }
    }

    @Test
    void onlyACommitIsFlippedAndOnlyOnce() {
        decide(PAYMENT, "commit", null, null);

        assertThat(flip(PAYMENT, "authorization_expired")).isEqualTo("abort");
        assertThat(flip(PAYMENT, "payment_declined")).isEqualTo("abort");
        assertThat(standing()).isEqualTo(new Answer("abort", "authorization_expired", null));
    }

    @Test
    void anAbortKeepsItsReasonWhenItIsFlipped() {
        decide(ROLLBACK, "abort", "fraud", null);

        assertThat(flip(PAYMENT, "payment_declined")).isEqualTo("abort");
        assertThat(standing().reason()).isEqualTo("fraud");
    }

    @Test
    void whatWasNeverDecidedCannotBeFlipped() {
        assertThatThrownBy(() -> flip(PAYMENT, "payment_declined")).rootCause().hasMessageContaining("no decision");
    }

    @Test
    void anAbortNeedsAReason() {
        assertThatThrownBy(() -> decide(ROLLBACK, "abort", null, null)).rootCause()
                .hasMessageContaining("decision_reason");
    }

    @Test
    void onlyPaymentFlipsAndOnlyPaymentAndRollbackDecide() {
        JdbcClient inventory = JdbcClient.create(DATABASE.connectedAs("inventory"));

        assertThatThrownBy(() -> decide(inventory, "commit", null, null)).rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> flip(ROLLBACK, "fraud")).rootCause().hasMessageContaining("permission denied");
    }

    @Test
    void whoMayDecideStillSeesNoTable() {
        for (String table : List.of("orders", "event", "decision", "api_key", "pipeline", "order_standing")) {
            assertThatThrownBy(() -> PAYMENT.sql("select count(*) from ledger." + table).query().singleValue())
                    .rootCause().hasMessageContaining("permission denied");
        }
    }

    private boolean somebodyWaitsForALock() {
        return DATABASE.ledger.sql("select count(*) from pg_locks where not granted").query(Long.class).single() > 0;
    }

    private static String verdict(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
