package io.waybill.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The databases of a PostgreSQL on this machine: {@code waybill}, and new ones for tests, each with every service's role and
 * schema in it (deploy/postgres/roles.sql; passwords {@code waybill}).
 */
public final class Databases {

    static final String SUPERUSER = "postgres";
    private static final String STANDARD = "waybill";

    private final int port;
    private final Supplier<String> password;
    private final AtomicInteger made = new AtomicInteger();

    /** @param password the superuser's */
    Databases(int port, Supplier<String> password) {
        this.port = port;
        this.password = password;
    }

    /** Makes {@code waybill} and the roles if they aren't there; changes nothing if they are. */
    void prepare() throws SQLException {
        try (var connection = superuser("postgres").getConnection();
                var statement = connection.createStatement();
                var found = statement
                        .executeQuery("select from pg_database where datname = '%s'".formatted(STANDARD))) {
            if (!found.next()) {
                statement.execute("create database " + STANDARD);
            }
        }
        execute(superuser(), roles());
    }

    public int port() {
        return port;
    }

    /** Of the database {@code waybill}, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(STANDARD);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Connections as superuser to the database {@code waybill}; unpooled. */
    public DataSource superuser() {
        return superuser(STANDARD);
    }

    /** Connections as superuser to a database: its name, or its URL as {@link #newDatabase} gives it. */
    public DataSource superuser(String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.startsWith("jdbc:") ? database : jdbcUrl(database));
        source.setUser(SUPERUSER);
        source.setPassword(password.get());
        return source;
    }

    /** Makes an empty database with every service's schema, for one test, and returns its URL. */
    public synchronized String newDatabase() {
        String name = "test_" + made.incrementAndGet();
        try {
            execute(superuser("postgres"), "create database " + name);
            execute(superuser(name), roles());
        } catch (SQLException e) {
            throw new IllegalStateException("No database " + name, e);
        }
        return jdbcUrl(name);
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String roles() {
        InputStream found = Databases.class.getResourceAsStream("roles.sql");
        try (InputStream script = Objects.requireNonNull(found, "roles.sql isn't packaged")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
