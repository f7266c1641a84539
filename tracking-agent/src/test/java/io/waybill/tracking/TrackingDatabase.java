package io.waybill.tracking;

import io.waybill.servers.TestServers;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A new database with the service's tables, as the service's own role sees it. */
final class TrackingDatabase {

    private final DriverManagerDataSource source = new DriverManagerDataSource(TestServers.postgres().newDatabase(),
            "tracking", "waybill");

    TrackingDatabase() {
        Flyway.configure().dataSource(source).defaultSchema("tracking").createSchemas(false)
                .locations("classpath:db/tracking").load().migrate();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(source);
    }
}
