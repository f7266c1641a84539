package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class PausesTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();
    private static final Caller OPERATOR = new Caller("demo", Set.of(Scope.OPS));

    private final LosesAnAnswer transactions = new LosesAnAnswer();
    private final Pauses pauses = new Pauses(DATABASE.ledger, new Notes(DATABASE.ledger),
            new TransactionTemplate(transactions));

    private static final class LosesAnAnswer extends JdbcTransactionManager {

        private static final long serialVersionUID = 1L;

        private boolean loses;

        LosesAnAnswer() {
            super(DATABASE.source);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            super.doCommit(status);
            if (loses) {
                loses = false;
                throw new DataAccessResourceFailureException("lost", new SQLException("lost", "08006"));
            }
        }
    }

    @Test
    void aPauseAndItsEndAreNotedOnceAlsoWhenTheAnswerToTheCommitIsLost() {
        transactions.loses = true;
        pauses.begin("notifier", OPERATOR, "wrong text");
        assertThat(pauses.all()).containsOnlyKeys("notifier");

        transactions.loses = true;
        pauses.end("notifier", OPERATOR, null);
        assertThat(pauses.all()).isEmpty();

        assertThat(DATABASE.ledger.sql("select what from note order by id").query(String.class).list())
                .containsExactly("pause", "resume");
    }
}
