package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.waybill.servers.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the simulators, the quickest to start. */
class InstanceTest {

    @TempDir
    Path directory;

    private final int port = Ports.random();
    private final List<String> console = new CopyOnWriteArrayList<>();
    private Home home;
    private Instance instance;

    @BeforeEach
    void prepare() throws IOException {
        home = new Home(directory.toRealPath());
        instance = simulators(home, port, console);
    }

    static Instance simulators(Home home, int port, List<String> console) throws IOException {
        Files.createDirectories(home.path().resolve("log"));
        return new Instance(new Launch(ServiceProcess.SIMULATORS, ServiceProcess.SIMULATORS, home,
                Parameters.shared(port), Overrides.NONE), port,
                console::add);
    }

    @AfterEach
    void stop() throws InterruptedException {
        instance.stop();
    }

    @Test
    void oneThatDiesIsReportedAndCanBeStartedAgain() throws InterruptedException {
        instance.start();
        instance.awaitReady();
        ProcessHandle.of(instance.pid()).orElseThrow().destroyForcibly();
        await().until(() -> !console.isEmpty());
        assertThat(console).singleElement().asString()
                .isEqualTo("simulators has ended with exit code 137: its log is %s; it isn't started again",
                        instance.log());

        instance.start();
        instance.awaitReady();
        assertThat(instance.isAlive()).isTrue();
        assertThat(instance.log()).content().contains("Tomcat started on port " + port);
    }

    @Test
    void oneThatStandsStillIsNotReadyUntilItGoesOn() throws InterruptedException {
        instance.start();
        instance.awaitReady();
        instance.suspend();
        assertThat(instance.isReady()).isFalse();
        instance.resume();
        assertThat(instance.isReady()).isTrue();

        instance.suspend();
        instance.stop();
        assertThat(instance.isAlive()).isFalse();
        assertThat(console).isEmpty();
    }

    @Test
    void oneThatCannotStartSaysWhereToLook() throws InterruptedException {
        instance.start(Overrides.property("server.port", "nonsense"));
        assertThatExceptionOfType(FleetException.class).isThrownBy(instance::awaitReady)
                .withMessageContaining("simulators has ended with exit code 1: its log is " + instance.log());
    }

    @Test
    void itEndsWithTheProcessThatStartedIt() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process run = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                DoomedRun.class.getName(), home.path().toString(), String.valueOf(port)).inheritIO().start();
        assertThat(run.waitFor()).isEqualTo(DoomedRun.KILLED);

        await().atMost(Duration.ofSeconds(20)).until(() -> LeftBehind.of(home).isEmpty());
        assertThat(Ports.isFree(port)).isTrue();
    }

    @Test
    void oneThatIsLeftBehindAndStandsStillIsKilled() throws InterruptedException {
        instance.start();
        instance.suspend();
        LeftBehind.stop(home, Duration.ofMillis(100));
        assertThat(instance.isAlive()).isFalse();
    }

    @Test
    void ctrlCIsLeftToTheFleetWhichStopsThemInOrder() throws InterruptedException, IOException {
        instance.start();
        instance.awaitReady();
        assertThat(new ProcessBuilder("sh", "-c", "kill -s INT " + instance.pid()).start().waitFor()).isZero();
        assertThat(instance.terminate().code()).as("128 and the signal that ended it").isEqualTo(128 + 15);
    }

    static final class DoomedRun {

        static final int KILLED = 9;

        private DoomedRun() {}

        public static void main(String... arguments) throws IOException, InterruptedException {
            Instance started = simulators(new Home(Path.of(arguments[0])), Integer.parseInt(arguments[1]), List.of());
            started.start();
            started.awaitReady();
            Runtime.getRuntime().halt(KILLED); // as kill -9: no hook runs, nothing is stopped
        }
    }
}
