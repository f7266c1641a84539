package io.waybill.bench;

import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the old chain keeps: stock and orders, in the schema {@code baseline}. */
final class BaselineTables {

    private final JdbcClient jdbc;

    BaselineTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes role, schema and tables anew, with this much of each SKU. */
    static void create(DataSource superuser, Collection<String> skus, long onHand) {
        var jdbc = JdbcClient.create(superuser);
        jdbc.sql(script()).update();
        jdbc.sql("insert into baseline.stock (sku, on_hand) select unnest(:skus), :onHand")
                .param("skus", skus.toArray(String[]::new))
                .param("onHand", onHand)
                .update();
    }

    /**
     * Returns when none of the old chain's sessions is left. Those that wait for a row don't notice by themselves that their
     * client is gone, and a second lot of them would be more than PostgreSQL takes.
     */
    static void disconnect(DataSource superuser) {
        JdbcClient.create(superuser).sql("""
                select pg_terminate_backend(pid, 10000)
                from pg_stat_activity
                where usename = 'baseline' and datname = current_database()
                """).query(Boolean.class).list();
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(BaselineTables.class.getResourceAsStream("/baseline.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A look that locks nothing. */
    boolean hasStock(Map<String, Long> quantities) {
        return jdbc.sql("""
                select count(*) = cardinality(:skus)
                from unnest(:skus, :quantities) as wanted (sku, quantity)
                join baseline.stock using (sku)
                where wanted.quantity <= stock.on_hand - stock.reserved
                """)
                .param("skus", skus(quantities))
                .param("quantities", quantities(quantities))
                .query(Boolean.class)
                .single();
    }

    /**
     * Reserves, which locks the SKUs' rows until the transaction's end.
     *
     * @throws BaselineRefusal when somebody else was faster and too little is left
     */
    void reserve(Map<String, Long> quantities) throws BaselineRefusal {
        jdbc.sql("select sku from baseline.stock where sku = any (:skus) order by sku for update")
                .param("skus", skus(quantities))
                .query(String.class)
                .list();
        int reserved = jdbc.sql("""
                update baseline.stock set reserved = stock.reserved + wanted.quantity
                from unnest(:skus, :quantities) as wanted (sku, quantity)
                where stock.sku = wanted.sku and wanted.quantity <= stock.on_hand - stock.reserved
                """)
                .param("skus", skus(quantities))
                .param("quantities", quantities(quantities))
                .update();
        if (reserved < quantities.size()) {
            throw new BaselineRefusal(Reason.OUT_OF_STOCK, "stock");
        }
    }

    void add(Order order, String payment, String trackingNumber) {
        jdbc.sql("""
                insert into baseline.orders (id, reference, total, payment, tracking_number)
                values (:id, :reference, :total, :payment, :trackingNumber)
                """)
                .param("id", order.id())
                .param("reference", order.reference())
                .param("total", order.total())
                .param("payment", payment)
                .param("trackingNumber", trackingNumber)
                .update();
    }

    private static String[] skus(Map<String, Long> quantities) {
        return quantities.keySet().toArray(String[]::new);
    }

    private static Long[] quantities(Map<String, Long> quantities) {
        return quantities.values().toArray(Long[]::new);
    }
}
