package io.waybill.inventory;

import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code inventory.stock}; an SKU without a row has no stock. */
@Repository
class Stock {

    private static final RowMapper<StockLevel> LEVEL = (row, _) -> new StockLevel(row.getString("sku"),
            row.getLong("on_hand"), row.getLong("reserved"));

    private final JdbcClient jdbc;

    Stock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StockLevel> level(String sku) {
        return jdbc.sql("select sku, on_hand, reserved from inventory.stock where sku = :sku")
                .param("sku", sku)
                .query(LEVEL)
                .optional();
    }

    /** Creates or sets; empty, and nothing changed, when more than that is reserved. */
    Optional<StockLevel> set(String sku, long onHand) {
        return jdbc.sql("""
                insert into inventory.stock (sku, on_hand)
                values (:sku, :onHand)
                on conflict (sku) do update set on_hand = excluded.on_hand
                where stock.reserved <= excluded.on_hand
                returning sku, on_hand, reserved
                """)
                .param("sku", sku)
                .param("onHand", onHand)
                .query(LEVEL)
                .optional();
    }
}
