package io.waybill.checker;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Looks whether the invariants hold, and changes nothing. A check may run at any time, also beside others. */
public final class Checker {

    private static final String ORDERS = "select count(*) from ledger.orders where id >= :since";

    /** One core and what memory its joins need: orders go first. */
    private static final String MANNERS = """
            set local max_parallel_workers_per_gather = 0;
            set local jit = off;
            set local work_mem = '64MB'
            """;

    private final Sources sources;

    private Checker(Sources sources) {
        this.sources = sources;
    }

    public static Checker of(Sources sources) {
        return new Checker(sources);
    }

    /** @throws UnreadableException when a source can't be read; then nothing is known */
    public Report check(Mode mode) {
        try (Connection connection = sources.tables().getConnection()) {
            return check(mode, connection);
        } catch (DataAccessException e) {
            throw new UnreadableException("The tables can't be read: " + e.getMostSpecificCause().getMessage(), e);
        } catch (SQLException e) {
            throw new UnreadableException("The tables can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * The provider's ledger is read before the tables: what those say is under way, it may not know yet, but of what has come
     * to rest it must. All tables are read in one snapshot, so that a sum and its parts are of the same moment.
     */
    private Report check(Mode mode, Connection connection) throws SQLException {
        var tables = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        Scope scope = Scope.of(mode, tables);
        var client = new ClientLog(sources.requests());
        @Nullable
        ProviderLedger provider = sources.provider() == null
                ? null
                : ProviderLedger.read(sources.provider(), OrderIds.time(scope.since()));

        var parameters = new HashMap<String, @Nullable Object>(scope.parameters());
        parameters.putAll(client.columns().parameters());
        if (provider != null) {
            parameters.put("provider_since", OrderIds.later(scope.since(), provider.knowsFrom()));
            parameters.putAll(provider.columns(scope.since()).parameters());
        }

        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try {
            tables.sql(MANNERS).update();
            var judge = new Judge(scope, new Statements(tables, parameters), provider, client, sources.redis());
            return new Report(scope.at(),
                    tables.sql(ORDERS).param("since", scope.since()).query(Long.class).single(), judge.findings());
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
