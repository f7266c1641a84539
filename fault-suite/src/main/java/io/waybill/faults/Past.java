package io.waybill.faults;

import io.waybill.servers.PostgresServer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Moves what the ledger says of a scene's orders into the past, or back: all of it, so that nothing but its age changes. */
record Past(PostgresServer postgres, String label) {

    private static final List<String> STATEMENTS = List.of("""
            update ledger.event set at = at + by, started_at = started_at + by, ended_at = ended_at + by
            from (select make_interval(secs => ?) as by) as move
            where order_id in (select id from ledger.orders where reference like ?)
            """, """
            update ledger.decision set decided_at = decided_at + by, flipped_at = flipped_at + by
            from (select make_interval(secs => ?) as by) as move
            where order_id in (select id from ledger.orders where reference like ?)
            """, """
            update ledger.orders set accepted_at = accepted_at + by, deadline_at = deadline_at + by,
              ended_at = ended_at + by, settled_at = settled_at + by
            from (select make_interval(secs => ?) as by) as move
            where reference like ?
            """);

    /** In one transaction. */
    void move(Duration by) throws SQLException {
        try (var connection = postgres.superuser().getConnection()) {
            connection.setAutoCommit(false);
            for (String sql : STATEMENTS) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setLong(1, by.toSeconds());
                    statement.setString(2, label + "-%");
                    statement.executeUpdate();
                }
            }
            connection.commit();
        }
    }
}
