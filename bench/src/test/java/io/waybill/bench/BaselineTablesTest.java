package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.waybill.servers.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class BaselineTablesTest {

    private static final String LOCK = "select sku from baseline.stock for update";

    private final String url = TestServers.postgres().newDatabase();
    private final DataSource superuser = TestServers.postgres().superuser(url);

    @Test
    void noSessionIsLeftNotEvenOneThatWaitsForARow() throws Exception {
        BaselineTables.create(superuser, List.of("A-1"), 1);
        try (HikariDataSource old = Baseline.database(url, 2);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Connection first = locked(old);
            var _ = threads.submit(() -> locked(old));
            await().until(() -> sessions("and wait_event_type = 'Lock'") == 1);

            BaselineTables.disconnect(superuser);

            assertThat(first.isValid(1)).isFalse();
            assertThat(sessions("and xact_start is not null")).isZero();
        }
    }

    private static Connection locked(HikariDataSource database) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(LOCK);
        }
        return connection;
    }

    private long sessions(String which) {
        return JdbcClient.create(superuser).sql("""
                select count(*) from pg_stat_activity where usename = 'baseline' and datname = current_database()
                """ + which).query(Long.class).single();
    }
}
