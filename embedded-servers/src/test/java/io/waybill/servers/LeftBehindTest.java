package io.waybill.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers outlive a run that is killed; the next one puts that right, on the same port and on another one. */
class LeftBehindTest {

    @TempDir
    Path directory;

    @Test
    void aKilledRunsServersAreStoppedAndTheirDataIsKept() throws IOException, InterruptedException, SQLException {
        int postgresPort = Ports.random();
        int redisPort = Ports.random();
        killedRun(postgresPort, redisPort);
        assertThat(new RedisProbe(redisPort).isListening()).isTrue();
        assertThat(new RedisProbe(postgresPort).isListening()).isTrue();

        int movedPort = Ports.random();
        try (var postgres = PostgresServer.durable(directory.resolve("postgres"), postgresPort);
                var redis = RedisServer.durable(directory.resolve("redis"), movedPort)) {
            assertThat(new RedisProbe(redisPort).isListening()).isFalse();
            assertThat(new RedisProbe(movedPort).ask("GET", "kept")).containsExactly("yes");
            try (var connection = postgres.superuser().getConnection();
                    var rows = connection.createStatement()
                            .executeQuery("select pg_postmaster_start_time() from kept")) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(redis.port()).isEqualTo(movedPort);
        }
    }

    @Test
    void canBeStoppedWithoutAStart() throws IOException, InterruptedException {
        int postgresPort = Ports.random();
        int redisPort = Ports.random();
        killedRun(postgresPort, redisPort);
        PostgresServer.stopLeftBehind(directory.resolve("postgres"));
        RedisServer.stopLeftBehind(directory.resolve("redis"));
        assertThat(new RedisProbe(redisPort).isListening()).isFalse();
        assertThat(new RedisProbe(postgresPort).isListening()).isFalse();
    }

    private void killedRun(int postgresPort, int redisPort) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process run = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), DoomedRun.class.getName(),
                directory.toString(), String.valueOf(postgresPort), String.valueOf(redisPort)).inheritIO().start();
        assertThat(run.waitFor()).isEqualTo(DoomedRun.KILLED);
    }

    static final class DoomedRun {

        static final int KILLED = 9;

        private DoomedRun() {}

        public static void main(String... arguments) throws IOException, SQLException {
            Path directory = Path.of(arguments[0]);
            var postgres = PostgresServer.durable(directory.resolve("postgres"), Integer.parseInt(arguments[1]));
            var redis = RedisServer.durable(directory.resolve("redis"), Integer.parseInt(arguments[2]));
            try (var connection = postgres.superuser().getConnection()) {
                connection.createStatement().execute("create table kept as select 1 as id");
            }
            new RedisProbe(redis.port()).ask("SET", "kept", "yes");
            Runtime.getRuntime().halt(KILLED); // as kill -9: no hook runs, nothing is closed
        }
    }
}
