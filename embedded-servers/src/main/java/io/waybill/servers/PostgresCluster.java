package io.waybill.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A data folder and the programs that work on it: made, started, stopped. Nothing here speaks SQL. */
record PostgresCluster(Path folder, PostgresBinaries binaries, Account account) {

    private static final String MAJOR_VERSION = "18";
    private static final Pattern COMPLAINT = Pattern.compile("(?:FATAL|PANIC):  (.*)");

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /** The superuser's password: made with the cluster and moved with it. */
    String password() {
        try {
            return Files.readString(data().resolve("superuser-password")).strip();
        } catch (IOException e) {
            throw broken("no superuser's password beside the data");
        }
    }

    /** Makes the data folder if there is none; one that was half made by a killed run is made anew. */
    void ensure() {
        try {
            if (!Files.exists(data())) {
                create();
            }
            Path version = data().resolve("PG_VERSION");
            String found = Files.exists(version) ? Files.readString(version).strip() : "unknown";
            if (!found.equals(MAJOR_VERSION)) {
                throw broken("they are of version %s and this is version %s".formatted(found, MAJOR_VERSION));
            }
        } catch (IOException e) {
            throw broken(e.toString());
        }
    }

    private void create() throws IOException {
        Path fresh = folder.resolve("data.new");
        FileTree.delete(fresh);
        Path password = folder.resolve("superuser-password");
        Files.writeString(password, randomPassword());
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        account.give(password);
        // The builtin collation is the same on every platform and for ever, unlike the operating system's.
        Command initdb = run("initdb", "-D", fresh.toString(), "-U", Databases.SUPERUSER, "-A", "scram-sha-256",
                "--pwfile=" + password, "-E", "UTF8", "--locale=C", "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8", "--set", "timezone=UTC", "--set", "log_timezone=UTC", "--no-instructions");
        if (!initdb.succeeded()) {
            String last = initdb.output().lines().reduce((first, second) -> second).orElse("no reason given");
            String reach = account.isStranger()
                    ? " (it runs as user %d here and must be able to reach that folder)".formatted(account.uid())
                    : "";
            throw new ServerStartException(
                    "PostgreSQL can't make its data folder in %s: %s%s".formatted(folder, last, reach));
        }
        Files.move(password, fresh.resolve(password.getFileName()));
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String randomPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Returns when the server takes connections. */
    void start(int port, Map<String, String> settings) {
        String options = settings.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        Optional<String> complaint = startOnce(options);
        // After a crash the dead server's shared memory stays until the last of its processes has noticed.
        for (int tries = 0; tries < 50
                && complaint.filter(text -> text.contains("is still in use")).isPresent(); tries++) {
            complaint = startOnce(options);
        }
        complaint.ifPresent(text -> {
            throw broken(text);
        });
    }

    private Optional<String> startOnce(String options) {
        ServerLog written = ServerLog.from(log());
        Command started = run("pg_ctl", "start", "-w", "-t", "60", "-D", data().toString(), "-l", log().toString(),
                "-o", options);
        return started.succeeded()
                ? Optional.empty()
                : written.last(COMPLAINT).or(() -> Optional.of(started.output().replace('\n', ' ')));
    }

    /** Ends all sessions and stops; returns whether it is done. */
    boolean stop() {
        return stop("fast", Duration.ofSeconds(30));
    }

    private boolean stop(String mode, Duration patience) {
        return run("pg_ctl", "stop", "-w", "-t", String.valueOf(patience.toSeconds()), "-m", mode, "-D",
                data().toString()).succeeded();
    }

    /**
     * Stops the server if it runs, whatever it does: when it doesn't stop as it should, and at once neither, it's killed. All
     * that was committed is there at the next start.
     *
     * @param patience how long each of both may take
     * @return whether it stopped as it should
     */
    boolean end(Duration patience) {
        if (process().isEmpty() || stop("fast", patience)) {
            return true;
        }
        if (!stop("immediate", patience)) {
            process().ifPresent(this::kill);
        }
        return false;
    }

    /** With its sessions: those that stand still would never notice that it's gone. */
    private void kill(ProcessHandle server) {
        Stream.concat(Stream.of(server), server.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
        Poll.until(() -> process().isEmpty());
    }

    /** The server's process, if it runs: the one that its pid file names and whose command line names this folder. */
    Optional<ProcessHandle> process() {
        return pid().flatMap(ProcessHandle::of)
                .filter(process -> process.info().commandLine().orElse("").contains(data().toString()));
    }

    /** Stops the server if it runs. */
    void stopLeftBehind() {
        Optional<ProcessHandle> running = process();
        if (running.isPresent() && !stop()) {
            throw new ServerStartException(
                    "PostgreSQL was left running in %s and doesn't stop: end it with kill -QUIT %d"
                            .formatted(folder, running.get().pid()));
        }
        if (pid().flatMap(ProcessHandle::of).isPresent()) {
            forgetStranger();
        }
    }

    /**
     * The number in the pid file is by now another program's (after a reboot), which PostgreSQL would take for itself. A
     * dead process's file is PostgreSQL's own to judge: it also guards against what that process may have left running.
     */
    private void forgetStranger() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Long> pid() {
        try (var lines = Files.lines(pidFile())) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Command run(String program, String... arguments) {
        var prefix = new ArrayList<>(account.prefix());
        prefix.add(binaries.program(program).toString());
        return Command.run(prefix, List.of(arguments));
    }

    private ServerStartException broken(String why) {
        return new ServerStartException(
                "PostgreSQL can't use its files in %s: %s. Its log is %s; deleting the folder begins anew without the data"
                        .formatted(data(), why, log()));
    }
}
