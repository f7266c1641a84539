package io.waybill.fleet;

import io.waybill.servers.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process of a fleet: a service or the simulators. It can be ended in every way there is and be started again, on the
 * same port and by the same name. When it ends otherwise, the console hears of it; it isn't started again by itself.
 */
public final class Instance {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    /** When the whole fleet stops: less than the patience of the agents' stage, so that it's killed in time. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(12);

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();

    private final Launch launch;
    private final int port;
    private final Consumer<String> console;
    private volatile @Nullable Run run;

    private static final class Run {

        private final Process process;
        private volatile boolean endIsMeant;

        private Run(Process process) {
            this.process = process;
        }
    }

    /** How a process ended, and how long after it was told to. */
    public record Exit(int code, Duration took) {}

    Instance(Launch launch, int port, Consumer<String> console) {
        this.launch = launch;
        this.port = port;
        this.console = console;
    }

    /** {@code payment-agent-2}: what timelines and logs call it. */
    public String name() {
        return launch.name();
    }

    /** {@code payment-agent}, or {@code simulators}. */
    public String service() {
        return launch.label();
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return Addresses.local(port);
    }

    public Path log() {
        return launch.log();
    }

    public boolean isAlive() {
        Run current = run;
        return current != null && current.process.isAlive();
    }

    /** @throws IllegalStateException if it was never started */
    public long pid() {
        return current().process.pid();
    }

    public void start() {
        start(Overrides.NONE);
    }

    /**
     * Begins to start it; {@link #awaitReady} waits until it works.
     *
     * @param more what is otherwise, this time only
     * @throws IllegalStateException if it runs already
     */
    public synchronized void start(Overrides more) {
        if (isAlive()) {
            throw new IllegalStateException(name() + " runs already");
        }
        var started = new Run(launch.start(more));
        run = started;
        Thread.ofVirtual().name("watch " + name()).start(() -> watch(started));
    }

    private void watch(Run watched) {
        try {
            int code = watched.process.waitFor();
            if (!watched.endIsMeant) {
                console.accept(ended(code) + "; it isn't started again");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String ended(int code) {
        return "%s has ended with exit code %d: its log is %s".formatted(name(), code, log());
    }

    /**
     * Returns when it says that it's ready for work.
     *
     * @throws FleetException if it ends instead, or takes too long
     */
    public void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw new FleetException(ended(current().process.exitValue()));
            }
            if (System.nanoTime() > deadline) {
                throw new FleetException(
                        "%s isn't ready after %s: its log is %s".formatted(name(), LONGEST_START, log()));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    public boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(uri().resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2)).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** SIGKILL; returns when it's gone. */
    public void kill() throws InterruptedException {
        Run current = meantToEnd();
        current.process.destroyForcibly();
        current.process.waitFor();
    }

    /** SIGTERM; returns when it's gone. What isn't within 40 s is killed (exit code 137). */
    public Exit terminate() throws InterruptedException {
        return terminate(LONGEST_STOP);
    }

    private Exit terminate(Duration patience) throws InterruptedException {
        long asked = System.nanoTime();
        Run current = meantToEnd();
        // not Process.destroy, which closes the pipes, too: this is to be the signal alone
        current.process.toHandle().destroy();
        if (!current.process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            current.process.destroyForcibly();
        }
        int code = current.process.waitFor();
        return new Exit(code, Duration.ofNanos(System.nanoTime() - asked));
    }

    /** SIGSTOP: it stands still, its connections stay. */
    public void suspend() {
        Signal.STOP.send(List.of(pid()));
    }

    /** SIGCONT. */
    public void resume() {
        Signal.CONT.send(List.of(pid()));
    }

    private Run meantToEnd() {
        Run current = current();
        current.endIsMeant = true;
        return current;
    }

    private Run current() {
        Run current = run;
        if (current == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        return current;
    }

    /**
     * Stops it as the fleet's end does, if it runs, even one that stands still.
     *
     * @throws FleetException if it had to be killed
     */
    public void stop() throws InterruptedException {
        if (!isAlive()) {
            return;
        }
        resume();
        Exit exit = terminate(PATIENCE_AT_THE_END);
        if (exit.took().compareTo(PATIENCE_AT_THE_END) >= 0) {
            throw new FleetException("it was killed after %d s".formatted(PATIENCE_AT_THE_END.toSeconds()));
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
