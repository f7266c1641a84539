package io.waybill.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {

    @TempDir
    Path directory;

    @Test
    void keepsItsDataBetweenStartsAndAfterACrash() throws IOException {
        try (var first = RedisServer.durable(directory, Ports.random())) {
            assertThat(ask(first, "SET", "a", "1")).isEqualTo("OK");
        }
        try (var second = RedisServer.durable(directory, Ports.random())) {
            assertThat(ask(second, "SET", "b", "2")).isEqualTo("OK");
            second.kill();
            second.restart();
            assertThat(ask(second, "GET", "a") + ask(second, "GET", "b")).isEqualTo("12");
        }
    }

    @Test
    void writesDurablyAndEvictsNothingWhenItsDataIsKept() throws IOException {
        try (var server = RedisServer.durable(directory, Ports.random())) {
            assertThat(setting(server, "appendonly")).isEqualTo("yes");
            assertThat(setting(server, "appendfsync")).isEqualTo("everysec");
            assertThat(setting(server, "maxmemory-policy")).isEqualTo("noeviction");
            assertThat(setting(server, "save")).isEmpty();
            assertThat(setting(server, "bind")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void takesMoreSettings() throws IOException {
        try (var server = RedisServer.throwaway("--maxmemory", "100mb")) {
            assertThat(setting(server, "maxmemory")).isEqualTo("104857600");
        }
    }

    @Test
    void isAClusterOfOneNodeAlsoAfterACrash() throws IOException {
        try (var server = RedisServer.durableCluster(directory, Ports.random())) {
            assertThat(ask(server, "SET", "a", "1")).isEqualTo("OK");
            server.kill();
            server.restart();
            assertThat(ask(server, "GET", "a")).isEqualTo("1");
            server.restartEmpty();
            assertThat(ask(server, "CLUSTER", "INFO")).contains("cluster_state:ok", "cluster_slots_ok:16384");
            assertThat(ask(server, "GET", "a")).isEmpty();
        }
    }

    @Test
    void anEmptyServerTakesOverAtTheSameAddress() throws IOException {
        try (var server = RedisServer.durable(directory, Ports.random())) {
            ask(server, "SET", "a", "1");
            long before = server.pid();
            server.restartEmpty();
            assertThat(server.pid()).isNotEqualTo(before);
            assertThat(ask(server, "GET", "a")).isEmpty();
        }
    }

    @Test
    void whatWasWrittenIsInItsAppendOnlyFiles() throws IOException {
        try (var server = RedisServer.durable(directory, Ports.random())) {
            ask(server, "SET", "a", "1");
            assertThat(server.appendOnlyFiles().getLast()).content().contains("SET");
        }
        try (var server = RedisServer.throwaway()) {
            assertThat(server.appendOnlyFiles()).isEmpty();
        }
    }

    @Test
    void standsStillAndGoesOn() throws IOException {
        try (var server = RedisServer.throwaway()) {
            ask(server, "SET", "a", "1");
            server.suspend();
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> server.ask("GET", "a"));
            server.resume();
            assertThat(ask(server, "GET", "a")).isEqualTo("1");
        }
    }

    @Test
    void aReplicaHasWhatTheOtherHadAndIsPromoted() throws IOException {
        try (var server = RedisServer.throwaway()) {
            ask(server, "SET", "a", "1");
            try (var replica = RedisServer.replicaOf(server)) {
                server.kill();
                assertThat(ask(replica, "SET", "a", "2")).startsWith("READONLY");
                replica.promote();
                assertThat(ask(replica, "GET", "a") + ask(replica, "SET", "a", "2")).isEqualTo("1OK");
            }
        }
    }

    @Test
    void refusesASettingThatDoesNotExist() {
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> RedisServer.throwaway("--no-such-setting", "yes").close())
                .withMessageContaining("no-such-setting");
    }

    @Test
    void leavesAnotherProgramsPortAlone() throws IOException {
        try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(stranger.getLocalPort(), "is in use by another program", "WAYBILL_REDIS_PORT");
        }
    }

    @Test
    void doesNotTakeAnotherRedisForItsOwn() {
        assertRefused(TestServers.redis().port(), "is in use by another program");
    }

    @Test
    void refusesAFolderThatAnotherLivingProcessHas() {
        try (var server = RedisServer.durable(directory, Ports.random())) {
            assertThat(server.url()).startsWith("redis://127.0.0.1:");
            assertRefused(Ports.random(), "is in use by another running process");
        }
    }

    @Test
    void saysInOneLineThatItsDataIsBroken() throws IOException {
        try (var server = RedisServer.durable(directory, Ports.random())) {
            ask(server, "SET", "a", "1");
        }
        Files.writeString(directory.resolve("appendonlydir/appendonly.aof.1.incr.aof"), "nonsense\r\n");
        assertRefused(Ports.random(), "Bad file format", "deleting the folder begins anew");
    }

    @Test
    void oneThatDoesNotStopIsKilledAndKeepsWhatItHadAnswered() throws IOException {
        try (var server = RedisServer.durable(directory, Ports.random())) {
            ask(server, "SET", "a", "1");
            var process = new RedisProcess(directory.toRealPath());
            server.suspend();
            assertThat(process.end(Duration.ofMillis(100))).isFalse();
            assertThat(process.process()).isEmpty();
            assertThat(process.end(Duration.ofMillis(100))).as("nothing is left to be stopped").isTrue();

            server.restart();
            assertThat(ask(server, "GET", "a")).isEqualTo("1");
        }
    }

    private void assertRefused(int port, String... parts) {
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> RedisServer.durable(directory, port).close())
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts).doesNotContain("\n"));
    }

    private static String ask(RedisServer server, String... command) throws IOException {
        return new RedisProbe(server.port()).ask(command).getFirst();
    }

    private static String setting(RedisServer server, String name) throws IOException {
        return new RedisProbe(server.port()).ask("CONFIG", "GET", name).getLast();
    }
}
