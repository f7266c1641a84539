package io.waybill.system;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The fleet's tables, as its read-only role sees them. */
final class Database {

    private final JdbcClient sql;

    Database(int port) {
        sql = JdbcClient
                .create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + port + "/waybill", "checker",
                        "waybill"));
    }

    String reservation(String orderId) {
        return sql.sql("select state from inventory.reservation where order_id = :order")
                .param("order", UUID.fromString(orderId)).query(String.class).optional().orElse("none");
    }

    long shipments(String orderId) {
        return sql.sql("select count(*) from tracking.shipment where order_id = :order")
                .param("order", UUID.fromString(orderId)).query(Long.class).single();
    }

    String decision(String orderId) {
        return sql.sql("select verdict from ledger.decision where order_id = :order")
                .param("order", UUID.fromString(orderId)).query(String.class).optional().orElse("none");
    }
}
