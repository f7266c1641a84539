package io.waybill.bench;

import io.waybill.servers.RedisServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** How much PostgreSQL and Redis hold. */
record Storage(DataSource database, RedisServer redis) {

    private static final String HELD = """
            select
              pg_database_size(current_database()) as tables,
              pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as wal,
              (select count(*) from ledger.orders where outcome is not null) as ended
            """;

    private static final String ACCEPTED_SINCE = """
            select count(*) from ledger.orders where accepted_at >= ?
            """;

    private static final String ENDED_BETWEEN = """
            select count(*) from ledger.orders where ended_at between ? and ?
            """;

    private static final String OPEN = """
            select count(*) from (select from ledger.orders where outcome is null limit 1) as open
            """;

    private static final String UNSETTLED = """
            select count(*) from (select from ledger.orders where settled_at is null limit 1) as unsettled
            """;

    private static final String CONNECTIONS = """
            select count(*) from pg_stat_activity where backend_type = 'client backend'
            """;

    Holding now() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HELD)) {
            row.next();
            return new Holding(row.getLong("ended"), row.getLong("tables"), row.getLong("wal"), usedMemory());
        }
    }

    long accepted(Instant since) throws SQLException {
        return count(ACCEPTED_SINCE, since);
    }

    /** How many orders have ended in this time, whenever the ledger heard of it. */
    long ended(Instant from, Instant to) throws SQLException {
        return count(ENDED_BETWEEN, from, to);
    }

    boolean isAnyOpen() throws SQLException {
        return count(OPEN) > 0;
    }

    boolean isAllSettled() throws SQLException {
        return count(UNSETTLED) == 0;
    }

    long connections() throws SQLException {
        return count(CONNECTIONS);
    }

    private long count(String sql, Instant... moments) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < moments.length; i++) {
                statement.setObject(i + 1, moments[i].atOffset(ZoneOffset.UTC));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private long usedMemory() {
        return redis.ask("INFO", "memory").getFirst().lines().filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip())).sum();
    }
}
