package io.waybill.inventory;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.waybill.servers.TestServers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A new database with the service's tables, as any of the fleet's roles sees it. */
final class InventoryDatabase implements AutoCloseable {

    private final String url = TestServers.postgres().newDatabase();
    private final Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();

    InventoryDatabase() {
        Flyway.configure().dataSource(url, "inventory", "waybill").defaultSchema("inventory").createSchemas(false)
                .locations("classpath:db/inventory").load().migrate();
    }

    JdbcClient as(String role) {
        return JdbcClient.create(pools.computeIfAbsent(role, this::pool));
    }

    private HikariDataSource pool(String role) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(role);
        config.setPassword("waybill");
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    /** As the rollback agent does it. */
    String release(UUID order) {
        return as("rollback").sql("select inventory.release(:order)").param("order", order).query(String.class)
                .single();
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }
}
