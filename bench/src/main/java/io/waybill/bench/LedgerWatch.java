package io.waybill.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Sees in the ledger that orders have ended, as soon as anybody could: one look for all that are waited for, over and over, so
 * an end is seen a few milliseconds late and never early. It reads as the role {@code checker}, over one connection whose
 * backend is known, so that its work isn't taken for the fleet's.
 */
final class LedgerWatch implements AutoCloseable {

    /** What a measured latency may be too long by, and a look at so many orders takes no longer. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final int MOST_AT_A_LOOK = 2_000;

    private static final Ending UNREADABLE = new Ending("the ledger can't be read");

    private static final String ENDED = """
            select id, outcome, coalesce(reason, '') as reason
            from ledger.orders
            where id = any (?) and outcome is not null
            """;

    /** By id, which sorts by time of acceptance: the oldest are looked for first. */
    private final ConcurrentSkipListMap<UUID, CompletableFuture<Ending>> waitedFor = new ConcurrentSkipListMap<>();
    private final Connection ledger;
    private final long backend;
    private final Thread watch;
    private volatile boolean broken;

    LedgerWatch(DataSource database) throws SQLException {
        this.ledger = database.getConnection();
        this.backend = backend(ledger);
        this.watch = Thread.ofPlatform().daemon().name("ledger-watch").start(this::watch);
    }

    /** The process of PostgreSQL that does this one's work. */
    long backend() {
        return backend;
    }

    /** Returns when the order's end is in the ledger, where it may be already, or when the ledger can't be read any more. */
    Ending awaitEnd(UUID order) throws InterruptedException {
        var end = new CompletableFuture<Ending>();
        waitedFor.put(order, end);
        try {
            return broken ? UNREADABLE : end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waitedFor.remove(order);
        }
    }

    private static long backend(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void watch() {
        try (PreparedStatement look = ledger.prepareStatement(ENDED)) {
            while (!Thread.currentThread().isInterrupted()) {
                look(look);
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (SQLException _) {
            broken = true;
            waitedFor.values().forEach(end -> end.complete(UNREADABLE));
        }
    }

    private void look(PreparedStatement look) throws SQLException {
        UUID[] oldest = waitedFor.keySet().stream().limit(MOST_AT_A_LOOK).toArray(UUID[]::new);
        if (oldest.length == 0) {
            return;
        }
        look.setArray(1, ledger.createArrayOf("uuid", oldest));
        try (ResultSet ended = look.executeQuery()) {
            while (ended.next()) {
                CompletableFuture<Ending> end = waitedFor.get(ended.getObject("id", UUID.class));
                if (end != null) {
                    end.complete(Ending.of(ended.getString("outcome"), ended.getString("reason")));
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        watch.interrupt();
        ledger.close();
    }
}
