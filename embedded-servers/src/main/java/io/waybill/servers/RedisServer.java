package io.waybill.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A real Redis 7.0 on this machine's loopback address.
 *
 * <p>The server is not a child of ours and doesn't get our Ctrl-C: it stops when it is told to, after those who use it. If
 * we are killed it stays, and the next start in the same folder stops it cleanly before it starts its own.
 */
public final class RedisServer implements AutoCloseable {

    private static final List<String> ALWAYS = List.of("--bind", "127.0.0.1", "--daemonize", "yes", "--save", "",
            "--maxmemory-policy", "noeviction");
    private static final List<String> DURABLE = List.of("--appendonly", "yes", "--appendfsync", "everysec");
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

    /** Starts empty on a free port, in memory only; closing deletes everything. */
    public static RedisServer throwaway() {
        return throwaway(new String[0]);
    }

    /** The same, with more settings as on the command line: {@code --cluster-enabled yes}, {@code --appendonly yes}. */
    public static RedisServer throwaway(String... settings) {
        ScratchFolders.sweep("redis", path -> new RedisProcess(path).stopLeftBehind());
        return start(ScratchFolders.claim("redis", Account.own()), Ports.random(), List.of(settings), false);
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

    /** Kills the server as a crash would (SIGKILL), for tests. */
    public void kill() {
        process().kill();
    }

    /** Starts again on the same port and data, after a stop of whatever still runs. */
    public void restart() {
        process().stopLeftBehind();
        Ports.requireFree(port, "Redis", "WAYBILL_REDIS_PORT");
        launch();
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
    }

    private List<String> arguments(Path log) {
        var arguments = new ArrayList<>(ALWAYS);
        arguments.addAll(List.of("--port", String.valueOf(port), "--dir", folder.path().toString(), "--logfile",
                log.toString(), "--pidfile", process().pidFile().toString()));
        arguments.addAll(settings);
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

    @Override
    public void close() {
        process().stopLeftBehind();
        letGo();
    }

    private void letGo() {
        if (kept) {
            folder.close();
        } else {
            folder.delete();
        }
    }
}
