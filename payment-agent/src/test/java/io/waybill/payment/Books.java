package io.waybill.payment;

import io.waybill.servers.TestServers;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real database with the ledger and what payment-agent keeps, seen with payment-agent's rights. */
final class Books {

    final String url = TestServers.postgres().newDatabase();
    final JdbcClient database;
    private final JdbcClient everything;

    Books() {
        for (String schema : List.of("ledger", "payment")) {
            Flyway.configure().dataSource(url, schema, "waybill").schemas(schema)
                    .locations("classpath:db/" + schema).load().migrate();
        }
        database = JdbcClient.create(new DriverManagerDataSource(url, "payment", "waybill"));
        everything = JdbcClient.create(TestServers.postgres().superuser(url));
    }

    /** What stands in the order's timeline beside its events. */
    List<String> notes(UUID order) {
        return everything.sql("select what from ledger.note where order_id = :order order by id").param("order", order)
                .query(String.class).list();
    }

    /** What is known of events, as {@code evt_1 voided}. */
    List<String> events(String intent) {
        return everything.sql("""
                select id || ' ' || effect from payment.webhook_event where intent = :intent order by received_at
                """).param("intent", intent).query(String.class).list();
    }
}
