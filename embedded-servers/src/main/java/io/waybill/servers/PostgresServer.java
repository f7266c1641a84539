package io.waybill.servers;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A real PostgreSQL 18 on this machine's loopback address, with the database {@code waybill} and every service's role and
 * schema in it (deploy/postgres/roles.sql; passwords {@code waybill}). The superuser's password is random and kept beside
 * the data, since others on this machine reach the port, too.
 *
 * <p>The server is not a child of ours and doesn't get our Ctrl-C: it stops when it is told to, after those who use it. If
 * we are killed it stays, and the next start in the same folder stops it cleanly before it starts its own.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Map<String, String> ALWAYS = Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories",
            "");
    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on",
            "max_connections", "200");
    private static final Map<String, String> FAST = Map.of("fsync", "off", "synchronous_commit", "on",
            "full_page_writes", "off", "max_connections", "300");

    /** A last checkpoint takes its time on a busy disk; at once it takes 5 s at most (SIGKILL_CHILDREN_AFTER_SECS). */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HeldFolder folder;
    private final PostgresCluster cluster;
    private final int port;
    private final Map<String, String> settings;
    private final boolean kept;
    private final Databases databases;

    private PostgresServer(HeldFolder folder, PostgresCluster cluster, int port, Map<String, String> settings,
            boolean kept) {
        this.folder = folder;
        this.cluster = cluster;
        this.port = port;
        this.settings = new HashMap<>(ALWAYS);
        this.settings.putAll(settings);
        this.kept = kept;
        this.databases = new Databases(port, cluster::password);
    }

    /**
     * Starts on the data in this folder, or on new data if there is none. What is committed is on disk.
     *
     * @throws ServerStartException if it can't, saying why in one line
     */
    public static PostgresServer durable(Path directory, int port) {
        Account account = Account.forPostgres();
        return start(HeldFolder.claim(directory, account), account, port, DURABLE, true);
    }

    /**
     * Starts on new data and a free port. What is committed outlasts a kill of the server, not of the machine: nothing waits
     * for the disk. Closing deletes everything.
     */
    public static PostgresServer throwaway() {
        Account account = Account.forPostgres();
        PostgresBinaries binaries = PostgresBinaries.unpack(account);
        ScratchFolders.sweep("postgres", path -> new PostgresCluster(path, binaries, account).stopLeftBehind());
        return start(ScratchFolders.claim("postgres", account), account, Ports.random(), FAST, false);
    }

    /**
     * Stops a server that a killed run left in this folder, and touches nothing else.
     *
     * @throws ServerStartException if a living process holds the folder
     */
    public static void stopLeftBehind(Path directory) {
        Account account = Account.forPostgres();
        try (HeldFolder folder = HeldFolder.claim(directory, account)) {
            new PostgresCluster(folder.path(), PostgresBinaries.unpack(account), account).stopLeftBehind();
        }
    }

    private static PostgresServer start(HeldFolder folder, Account account, int port, Map<String, String> settings,
            boolean kept) {
        var cluster = new PostgresCluster(folder.path(), PostgresBinaries.unpack(account), account);
        var server = new PostgresServer(folder, cluster, port, settings, kept);
        try {
            cluster.stopLeftBehind();
            Ports.requireFree(port, "PostgreSQL", "WAYBILL_POSTGRES_PORT");
            cluster.ensure();
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.letGo();
            throw e;
        }
    }

    private void start() {
        try {
            cluster.start(port, settings);
            databases.prepare();
        } catch (ServerStartException e) {
            cluster.stop(); // it may have been too slow only, and nothing may be left running
            throw e;
        } catch (SQLException | RuntimeException e) {
            cluster.stop();
            throw new ServerStartException("PostgreSQL started in %s but doesn't answer as it should: %s"
                    .formatted(folder.path(), e.getMessage()), e);
        }
    }

    public int port() {
        return port;
    }

    /** Of the database {@code waybill}, without user and password. */
    public String jdbcUrl() {
        return databases.jdbcUrl();
    }

    /** Connections as superuser to the database {@code waybill}; unpooled. */
    public DataSource superuser() {
        return databases.superuser();
    }

    /** Connections as superuser to a database: its name, or its URL as {@link #newDatabase} gives it. */
    public DataSource superuser(String database) {
        return databases.superuser(database);
    }

    /** Makes an empty database with every service's schema, for one test, and returns its URL. */
    public String newDatabase() {
        return databases.newDatabase();
    }

    Databases databases() {
        return databases;
    }

    /** Kills the server as a crash would (SIGKILL), for tests. */
    public void kill() {
        cluster.process().ifPresent(process -> {
            process.destroyForcibly();
            Poll.until(() -> cluster.process().isEmpty());
        });
    }

    /** Lets the server and all its sessions stand still (SIGSTOP), for tests: connections stay open and nothing answers. */
    public void suspend() {
        Signal.STOP.send(pids());
    }

    /** Lets them go on. */
    public void resume() {
        Signal.CONT.send(pids());
    }

    /** The server's own process first, which starts the others. */
    private List<Long> pids() {
        return cluster.process().stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()).map(ProcessHandle::pid))
                .toList();
    }

    /**
     * The server's process.
     *
     * @throws IllegalStateException if it doesn't run
     */
    public long pid() {
        return cluster.process().map(ProcessHandle::pid)
                .orElseThrow(() -> new IllegalStateException("PostgreSQL doesn't run in " + folder.path()));
    }

    /** Starts again on the same port and data, after a stop of whatever still runs. */
    public void restart() {
        cluster.stopLeftBehind();
        start();
    }

    /**
     * Stops it, whatever it does.
     *
     * @throws IllegalStateException if it had to be cut short; nothing that was committed is lost by that
     */
    @Override
    public void close() {
        resume();
        boolean stopped = cluster.end(PATIENCE);
        letGo();
        if (!stopped) {
            throw new IllegalStateException("it was cut short after %d s".formatted(PATIENCE.toSeconds()));
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
