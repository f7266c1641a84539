package io.waybill.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path directory;

    @Test
    void keepsItsDataBetweenStartsAndAfterACrash() throws SQLException {
        try (var first = PostgresServer.durable(directory, Ports.random())) {
            execute(first.superuser(), "create table kept (id int); insert into kept values (1)");
        }
        try (var second = PostgresServer.durable(directory, Ports.random())) {
            execute(second.superuser(), "insert into kept values (2)");
            second.kill();
            second.restart();
            assertThat(query(second.superuser(), "select count(*) from kept")).isEqualTo("2");
        }
    }

    @Test
    void writesDurablyWhenItsDataIsKept() throws SQLException {
        try (var server = PostgresServer.durable(directory, Ports.random())) {
            assertThat(query(server.superuser(), "show fsync")).isEqualTo("on");
            assertThat(query(server.superuser(), "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server.superuser(), "show full_page_writes")).isEqualTo("on");
            assertThat(query(server.superuser(), "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void givesEveryServiceItsRoleAndSchema() throws SQLException {
        String url = TestServers.postgres().newDatabase();
        try (var connection = DriverManager.getConnection(url, "inventory", "waybill")) {
            connection.createStatement().execute("create table inventory.stock (sku text)");
        }
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> {
            try (var connection = DriverManager.getConnection(url, "payment", "waybill")) {
                connection.createStatement().execute("create table inventory.other (sku text)");
            }
        }).withMessageContaining("permission denied");
    }

    @Test
    void givesEachTestADatabaseOfItsOwn() throws SQLException {
        Databases server = TestServers.postgres();
        String one = server.newDatabase();
        execute(server.superuser(one), "create table ledger.here (id int)");
        String other = server.newDatabase();
        assertThat(query(server.superuser(other), "select to_regclass('ledger.here') is null")).isEqualTo("t");
    }

    @Test
    void letsNobodyInWithoutAPassword() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () -> DriverManager.getConnection(TestServers.postgres().jdbcUrl(), "postgres", "").close());
    }

    @Test
    void leavesAnotherProgramsPortAlone() throws IOException {
        try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(stranger.getLocalPort(), "is in use by another program", "WAYBILL_POSTGRES_PORT");
        }
    }

    @Test
    void refusesAFolderThatAnotherLivingProcessHas() {
        try (var server = PostgresServer.durable(directory, Ports.random())) {
            assertThat(server.port()).isPositive();
            assertRefused(Ports.random(), "is in use by another running process");
        }
    }

    @Test
    void refusesDataOfAnotherVersion() throws IOException {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("data/PG_VERSION"), "17\n");
        assertRefused(Ports.random(), "they are of version 17 and this is version 18",
                directory.toRealPath().toString());
    }

    @Test
    void saysInOneLineThatItsDataIsBroken() throws IOException {
        PostgresServer.durable(directory, Ports.random()).close();
        Files.delete(directory.resolve("data/global/pg_control"));
        assertRefused(Ports.random(), "pg_control", "deleting the folder begins anew");
    }

    @Test
    void makesAnewADataFolderThatWasHalfMade() throws IOException, SQLException {
        Files.createDirectories(directory.resolve("data.new/base"));
        try (var server = PostgresServer.durable(directory, Ports.random())) {
            assertThat(query(server.superuser(), "select current_database()")).isEqualTo("waybill");
        }
    }

    @Test
    void oneThatDoesNotStopIsKilledAndKeepsWhatWasCommitted() throws SQLException, IOException {
        var account = Account.forPostgres();
        try (var server = PostgresServer.durable(directory, Ports.random())) {
            var cluster = new PostgresCluster(directory.toRealPath(), PostgresBinaries.unpack(account), account);
            execute(server.superuser(), "create table kept (id int); insert into kept values (1)");
            ProcessHandle process = cluster.process().orElseThrow();
            server.suspend();
            assertThat(cluster.end(Duration.ofSeconds(1))).isFalse();
            assertThat(cluster.process()).isEmpty();
            assertThat(process.descendants()).isEmpty();
            assertThat(cluster.end(Duration.ofSeconds(1))).as("nothing is left to be stopped").isTrue();

            server.restart();
            assertThat(query(server.superuser(), "select count(*) from kept")).isEqualTo("1");
        }
    }

    private void assertRefused(int port, String... parts) {
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> PostgresServer.durable(directory, port).close())
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts).doesNotContain("\n"));
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
