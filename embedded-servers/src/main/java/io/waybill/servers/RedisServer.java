package io.waybill.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Redis 7.0 on this machine's loopback address.
 *
 * <p>The server is not a child of ours and doesn't get our Ctrl-C: it stops when it is told to, after those who use it. If
 * we are killed it stays, and the next start in the same folder stops it cleanly before it starts its own.
 */
public final class RedisServer implements AutoCloseable {

    private static final List<String> ALWAYS = List.of("--bind", "127.0.0.1", "--daemonize", "yes", "--save", "",
            "--maxmemory-policy", "noeviction", "--repl-diskless-sync-delay", "0");
    private static final List<String> DURABLE = List.of("--appendonly", "yes", "--appendfsync", "everysec");
    private static final List<String> CLUSTER = List.of("--cluster-enabled", "yes", "--cluster-announce-ip",
            "127.0.0.1");
    /** Before it ends it writes what its files don't have yet. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LAST_SLOT = "16383";
    private static final String APPEND_ONLY = "appendonlydir";
    private static final List<String> DATA = List.of(APPEND_ONLY, "dump.rdb", "nodes.conf");
    private static final Pattern COMPLAINT = Pattern.compile(" # (.*)");
    private static final Pattern NOT_LISTENING = Pattern.compile(" # (Failed listening.*)");

    private final HeldFolder folder;
    private final int port;
    private final List<String> settings;
    private final boolean kept;

    private RedisServer(HeldFolder folder, int port, List<String> settings, boolean kept) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        this.kept = kept;
    }

    /**
     * Starts on the data in this folder, or on new data if there is none. Writes are on disk within a second, by an
     * append-only file; nothing is ever evicted.
     *
     * @throws ServerStartException if it can't, saying why in one line
     */
    public static RedisServer durable(Path directory, int port) {
        return start(HeldFolder.claim(directory, Account.own()), port, DURABLE, true);
    }

    /** The same as a Redis Cluster of one node, which has all slots. */
    public static RedisServer durableCluster(Path directory, int port) {
        return start(HeldFolder.claim(directory, Account.own()), port, both(DURABLE, CLUSTER), true);
    }

    /** Starts empty on a free port, in memory only; closing deletes everything. */
    public static RedisServer throwaway() {
        return throwaway(new String[0]);
    }

    /** The same, with more settings as on the command line: {@code --appendonly yes}. */
    public static RedisServer throwaway(String... settings) {
        ScratchFolders.sweep("redis", path -> new RedisProcess(path).stopLeftBehind());
        return start(ScratchFolders.claim("redis", Account.own()), Ports.random(), List.of(settings), false);
    }

    /** The same as a Redis Cluster of one node, which has all slots. */
    public static RedisServer throwawayCluster() {
        return throwaway(CLUSTER.toArray(String[]::new));
    }

    /** A throwaway that follows another server, until it's {@link #promote promoted}; returns when it has caught up. */
    public static RedisServer replicaOf(RedisServer other) {
        RedisServer replica = throwaway("--replicaof", "127.0.0.1", String.valueOf(other.port));
        if (!Poll.until(() -> replica.ask("INFO", "replication").getFirst().contains("master_link_status:up"))) {
            replica.close();
            throw new ServerStartException("The replica of %s doesn't catch up".formatted(other.url()));
        }
        return replica;
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /**
     * Stops a server that a killed run left in this folder, and touches nothing else.
     *
     * @throws ServerStartException if a living process holds the folder
     */
    public static void stopLeftBehind(Path directory) {
        try (HeldFolder folder = HeldFolder.claim(directory, Account.own())) {
            new RedisProcess(folder.path()).stopLeftBehind();
        }
    }

    private static RedisServer start(HeldFolder folder, int port, List<String> settings, boolean kept) {
        var server = new RedisServer(folder, port, settings, kept);
        try {
            server.restart();
            return server;
        } catch (RuntimeException e) {
            server.letGo();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /**
     * The server's process.
     *
     * @throws IllegalStateException if it doesn't run
     */
    public long pid() {
        return process().process().map(ProcessHandle::pid)
                .orElseThrow(() -> new IllegalStateException("Redis doesn't run in " + folder.path()));
    }

    /**
     * Asks one question, over a connection of its own: the answer's parts in order, an error included as its text.
     *
     * @throws UncheckedIOException if the server doesn't answer in two seconds
     */
    public List<String> ask(String... command) {
        try {
            return new RedisProbe(port).ask(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files that hold what was written, oldest first; writes are appended to the last. None without persistence. */
    public List<Path> appendOnlyFiles() {
        try (var files = Files.list(folder.path().resolve(APPEND_ONLY))) {
            return files.filter(file -> !file.toString().endsWith(".manifest"))
                    .sorted(Comparator.comparing(RedisServer::lastModified)).toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a replica a server of its own, with what it has. */
    public void promote() {
        ask("REPLICAOF", "NO", "ONE");
    }

    /** Kills the server as a crash would (SIGKILL), for tests. */
    public void kill() {
        process().kill();
    }

    /** Lets the server stand still (SIGSTOP), for tests: connections stay open and nothing answers. */
    public void suspend() {
        Signal.STOP.send(process().process().map(ProcessHandle::pid).stream().toList());
    }

    /** Lets it go on. */
    public void resume() {
        Signal.CONT.send(process().process().map(ProcessHandle::pid).stream().toList());
    }

    /** Starts again on the same port and data, after a stop of whatever still runs. */
    public void restart() {
        process().stopLeftBehind();
        Ports.requireFree(port, "Redis", "WAYBILL_REDIS_PORT");
        launch();
    }

    /** Kills the server and starts an empty one on the same port: all that it knew is lost. */
    public void restartEmpty() {
        kill();
        DATA.forEach(name -> FileTree.delete(folder.path().resolve(name)));
        restart();
    }

    private void launch() {
        Path log = folder.path().resolve("server.log");
        ServerLog written = ServerLog.from(log);
        process().prepare(port);
        Command launched = Command.run(List.of(RedisBinary.unpack().toString()), arguments(log));
        if (!launched.succeeded()) {
            throw broken(launched.output().replace('\n', ' '), log);
        }
        Poll.until(() -> process().isReady() || process().hasDied() || written.last(NOT_LISTENING).isPresent());
        if (!process().isReady()) {
            process().kill();
            throw broken(written.last(COMPLAINT).orElse("it doesn't answer"), log);
        }
        if (settings.containsAll(CLUSTER)) {
            takeAllSlots();
        }
    }

    private void takeAllSlots() {
        if (ask("CLUSTER", "SLOTS").isEmpty()) {
            ask("CLUSTER", "ADDSLOTSRANGE", "0", LAST_SLOT);
        }
        if (!Poll.until(() -> ask("CLUSTER", "INFO").getFirst().contains("cluster_state:ok"))) {
            throw broken("its cluster doesn't become ok", folder.path().resolve("server.log"));
        }
    }

    private List<String> arguments(Path log) {
        var arguments = new ArrayList<>(ALWAYS);
        arguments.addAll(List.of("--port", String.valueOf(port), "--dir", folder.path().toString(), "--logfile",
                log.toString(), "--pidfile", process().pidFile().toString()));
        arguments.addAll(settings);
        if (settings.containsAll(CLUSTER)) {
            // nobody else joins, and the standard port (10000 higher) may not exist
            arguments.addAll(List.of("--cluster-port", String.valueOf(Ports.random())));
        }
        return arguments;
    }

    private RedisProcess process() {
        return new RedisProcess(folder.path());
    }

    private ServerStartException broken(String why, Path log) {
        return new ServerStartException(
                "Redis can't start with its files in %s: %s. Its log is %s; deleting the folder begins anew without the data"
                        .formatted(folder.path(), why, log));
    }

    /**
     * Stops it, whatever it does.
     *
     * @throws IllegalStateException if it had to be killed; what it had told anybody is in its files, if it keeps any
     */
    @Override
    public void close() {
        resume();
        boolean stopped = process().end(PATIENCE);
        letGo();
        if (!stopped) {
            throw new IllegalStateException("it was killed after %d s".formatted(PATIENCE.toSeconds()));
        }
    }

    private void letGo() {
        if (kept) {
            folder.close();
        } else {
            folder.delete();
        }
    }
}
