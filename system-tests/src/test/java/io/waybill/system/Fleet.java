package io.waybill.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A fleet of its own, started by the command that users start theirs with; with ports and data of its own. */
final class Fleet implements AutoCloseable {

    private static final String READY = "waybill is ready";

    private final Path home;
    private final Map<String, Integer> ports = Ports.free();
    private final Map<String, String> settings;
    private final List<Process> processes = new ArrayList<>();
    private Queue<String> console = new ConcurrentLinkedQueue<>();

    private Fleet(Path home, Map<String, String> settings) {
        this.home = home;
        this.settings = settings;
    }

    /** Returns when the fleet says that it's ready. */
    static Fleet up(Path home, Map<String, String> settings, String... options) {
        var fleet = new Fleet(home, settings);
        var arguments = new ArrayList<>(List.of("up"));
        arguments.addAll(List.of(options));
        Process process = fleet.command(arguments.toArray(String[]::new)).start();
        fleet.console = Ready.await(process, READY);
        return fleet;
    }

    /** What it has printed. */
    Queue<String> console() {
        return console;
    }

    /** Stops it as Ctrl-C does, and says with which exit code it ended. */
    int stop() throws InterruptedException {
        Process up = processes.getFirst();
        up.toHandle().destroy();
        if (!up.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the fleet doesn't stop");
        }
        return up.exitValue();
    }

    /** A command of the console, on this fleet. */
    Command command(String... arguments) {
        return new Command("io.waybill.fleet.Waybill", arguments);
    }

    /** Another instance of a service, as a process of its own; returns when it's ready. */
    Process another(String mainClass, String service, String instance) {
        return another(mainClass, service, instance, Ports.one());
    }

    Process another(String mainClass, String service, String instance, int port) {
        var command = new Command(mainClass);
        command.environment.put("WAYBILL_" + service + "_PORT", Integer.toString(port));
        command.environment.put("WAYBILL_INSTANCE", instance);
        Process process = command.start();
        Ready.awaitHealthy(process, port);
        return process;
    }

    Http gateway() {
        return new Http(port("GATEWAY"), secret("api-key"));
    }

    Http inventory() {
        return new Http(port("INVENTORY"), secret("ops-token"));
    }

    Simulators simulators() {
        return new Simulators(new Http(port("SIMULATORS"), ""));
    }

    Database database() {
        return new Database(port("POSTGRES"));
    }

    int port(String name) {
        return Objects.requireNonNull(ports.get(name));
    }

    private String secret(String file) {
        try {
            return Files.readString(home.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.reversed().forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(40, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("process " + process.pid() + " didn't stop");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A Java process with this fleet's environment. */
    final class Command {

        private final ProcessBuilder builder;
        final Map<String, String> environment;

        private Command(String mainClass, String... arguments) {
            var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx768m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                    System.getProperty("java.class.path"), mainClass));
            line.addAll(List.of(arguments));
            builder = new ProcessBuilder(line).redirectErrorStream(true);
            environment = builder.environment();
            environment.keySet().removeIf(name -> Stream.of("WAYBILL_", "STRIPE_", "FRAUD_", "SENDGRID_", "SLACK_",
                    "SPRING_", "OTEL_").anyMatch(name::startsWith));
            environment.put("WAYBILL_HOME", home.toString());
            ports.forEach((name, port) -> environment.put("WAYBILL_" + name + "_PORT", port.toString()));
            environment.putAll(settings);
        }

        Process start() {
            try {
                Process process = builder.start();
                processes.add(process);
                return process;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What a command printed until it ended, and its exit code. */
        Output run() {
            Process process = start();
            try (BufferedReader reader = process.inputReader()) {
                String text = reader.readAllAsString();
                if (!process.waitFor(Duration.ofSeconds(60))) {
                    throw new IllegalStateException("didn't end: " + builder.command());
                }
                return new Output(text, process.exitValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a command said. */
    record Output(String text, int exitCode) {

        String lastLine() {
            return text.strip().lines().toList().getLast();
        }
    }
}
