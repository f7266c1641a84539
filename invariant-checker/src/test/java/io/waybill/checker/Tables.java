package io.waybill.checker;

import io.waybill.servers.Databases;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The services' tables, made by their own migrations. The first is made slowly, each of its copies at once. */
final class Tables implements AutoCloseable {

    private static final Map<String, String> MIGRATIONS = Map.of("ledger", "gateway-service", "inventory",
            "inventory-agent", "payment", "payment-agent", "tracking", "tracking-agent", "notifier", "notifier-agent");
    private static final Databases POSTGRES = TestServers.postgres();
    private static final AtomicInteger COPIES = new AtomicInteger();

    private final String url;
    private final SingleConnectionDataSource connection;
    /** May do anything. */
    final JdbcClient sql;

    private Tables(String url) {
        this.url = url;
        this.connection = new SingleConnectionDataSource(connect(POSTGRES.superuser(url)), true);
        this.sql = JdbcClient.create(connection);
    }

    private static Connection connect(DataSource database) {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Tables migrated() {
        var tables = new Tables(POSTGRES.newDatabase());
        List.of("ledger", "inventory", "payment", "tracking", "notifier").forEach(tables::migrate);
        return tables;
    }

    private void migrate(String schema) {
        var service = new DriverManagerDataSource(url + "?preferQueryMode=simple&currentSchema=" + schema, schema,
                "waybill");
        Path folder = Path.of("..", MIGRATIONS.getOrDefault(schema, ""), "src/main/resources/db", schema);
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted(Comparator.comparingInt(Tables::version)).toList()) {
                JdbcClient.create(service).sql(Files.readString(file)).update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 10 comes after 9, as Flyway has it. */
    private static int version(Path migration) {
        String name = migration.toFile().getName();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    /** Nobody may be connected to what is copied. */
    Tables copy() {
        close();
        String original = url.substring(url.lastIndexOf('/') + 1);
        String name = original + "_copy_" + COPIES.incrementAndGet();
        JdbcClient.create(POSTGRES.superuser("postgres"))
                .sql("create database %s template %s".formatted(name, original))
                .update();
        return new Tables(url.replace(original, name));
    }

    /** As the checker gets them. */
    DataSource readOnly() {
        return new DriverManagerDataSource(url, "checker", "waybill");
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
