package io.waybill.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The server that runs, or doesn't, on a folder: found by the port noted there, and known by what it says of itself. */
record RedisProcess(Path folder) {

    Path pidFile() {
        return folder.resolve("redis.pid");
    }

    private Path portFile() {
        return folder.resolve("port");
    }

    /** Before a start: notes the port for whoever comes after a crash, and clears away a dead server's number. */
    void prepare(int port) {
        try {
            Files.deleteIfExists(pidFile());
            Files.writeString(portFile(), String.valueOf(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it answers and has read all its data. */
    boolean isReady() {
        return probe().filter(probe -> probe.isFor(folder)).map(RedisProcess::ping).orElse(false);
    }

    /** Whether it has begun and ended again: it writes its number once it listens, and gives up by just exiting. */
    boolean hasDied() {
        return Files.exists(pidFile()) && process().isEmpty();
    }

    private static boolean ping(RedisProbe probe) {
        try {
            return probe.ask("PING").equals(List.of("PONG"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops the folder's server if there is one; returns when its port is free. */
    void stopLeftBehind() {
        probe().filter(probe -> probe.isFor(folder)).ifPresentOrElse(RedisProcess::shutDown, this::requireGone);
    }

    private static void shutDown(RedisProbe probe) {
        askToShutDown(probe);
        Poll.until(() -> !probe.isListening());
    }

    /** The append-only file is flushed all the same: NOSAVE is about snapshots, and NOW about waiting for replicas. */
    private static void askToShutDown(RedisProbe probe) {
        try {
            probe.ask("SHUTDOWN", "NOSAVE", "NOW");
        } catch (IOException e) {
            // the expected answer: the connection closes
        }
    }

    /**
     * Stops the folder's server if there is one, whatever it does: one that doesn't stop as it should is killed.
     *
     * @return whether it stopped as it should
     */
    boolean end(Duration patience) {
        Optional<RedisProbe> own = probe().filter(probe -> probe.isFor(folder));
        own.ifPresent(RedisProcess::askToShutDown);
        boolean stopped = Poll.within(patience,
                () -> process().isEmpty() && own.filter(RedisProbe::isListening).isEmpty());
        if (!stopped) {
            kill();
        }
        return stopped;
    }

    /** A server that hangs can't be asked whose it is, but its process may still be there. */
    private void requireGone() {
        process().ifPresent(process -> {
            throw new ServerStartException("Redis was left running in %s and doesn't answer: end it with kill -9 %d"
                    .formatted(folder, process.pid()));
        });
    }

    void kill() {
        process().ifPresent(ProcessHandle::destroyForcibly);
        probe().ifPresent(probe -> Poll.until(() -> !probe.isListening()));
    }

    /** By the pid file, as long as that number still belongs to our program. */
    Optional<ProcessHandle> process() {
        return read(pidFile()).flatMap(ProcessHandle::of)
                .filter(process -> process.info().command().orElse("").contains("redis-server"));
    }

    private Optional<RedisProbe> probe() {
        return read(portFile()).map(port -> new RedisProbe(port.intValue()));
    }

    private static Optional<Long> read(Path file) {
        try {
            return Optional.of(Long.valueOf(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
