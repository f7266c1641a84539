package io.waybill.system;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** How many orders of each partition have been completed. */
    Map<Integer, Long> completedByPartition() {
        return sql.sql("select partition, count(*) from ledger.orders where outcome = 'completed' group by partition")
                .query(row -> {
                    var counts = new TreeMap<Integer, Long>();
                    while (row.next()) {
                        counts.put(row.getInt(1), row.getLong(2));
                    }
                    return counts;
                });
    }

    /** All events, all that is or was parked, and all notes. */
    List<String> whatWasNoted() {
        return sql.sql("""
                select e::text from ledger.event e
                union all select p::text from ledger.parked p
                union all select n::text from ledger.note n
                """).query(String.class).list();
    }

    String decision(String orderId) {
        return sql.sql("select verdict from ledger.decision where order_id = :order")
                .param("order", UUID.fromString(orderId)).query(String.class).optional().orElse("none");
    }
}
