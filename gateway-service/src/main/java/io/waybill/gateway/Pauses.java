package io.waybill.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which agents are paused: here is the truth, Redis has a copy. Whoever changes it is noted in the same commit. */
@Component
class Pauses {

    private static final String BEGIN = """
            insert into pause (agent, paused_by, why)
            values (:agent, :by, :why)
            on conflict (agent) do nothing
            """;

    private static final String END = """
            delete from pause
            where agent = :agent
            """;

    private static final String ALL = """
            select agent, paused_by, since, why
            from pause
            order by agent
            """;

    private final JdbcClient ledger;
    private final Notes notes;
    private final TransactionTemplate transaction;

    Pauses(JdbcClient ledger, Notes notes, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.notes = notes;
        this.transaction = transaction;
    }

    /**
     * An agent that is paused already stays so by whom it was, and why.
     *
     * @throws OutcomeUnknownException when it isn't known whether it's paused
     */
    void begin(String agent, Caller by, String why) {
        commit(() -> {
            if (ledger.sql(BEGIN).param("agent", agent).param("by", by.merchant()).param("why", why).update() > 0) {
                notes.add(null, agent, by.asOperator(), Deed.PAUSE, why);
            }
        });
    }

    /**
     * One that isn't paused stays so.
     *
     * @throws OutcomeUnknownException when it isn't known whether it's resumed
     */
    void end(String agent, Caller by, @Nullable String why) {
        commit(() -> {
            if (ledger.sql(END).param("agent", agent).update() > 0) {
                notes.add(null, agent, by.asOperator(), Deed.RESUME, why);
            }
        });
    }

    private void commit(Runnable change) {
        UntilKnown.write(() -> {
            transaction.executeWithoutResult(_ -> change.run());
            return change;
        });
    }

    /** Those that are paused now, by agent. */
    Map<String, Pause> all() {
        return ledger.sql(ALL).query(Pauses::pause).list().stream()
                .collect(Collectors.toMap(Pause::agent, Function.identity()));
    }

    private static Pause pause(ResultSet row, int number) throws SQLException {
        return new Pause(row.getString("agent"), row.getString("paused_by"), Times.required(row, "since"),
                row.getString("why"));
    }
}
