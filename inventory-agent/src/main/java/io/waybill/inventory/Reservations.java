package io.waybill.inventory;

import java.util.Locale;
import java.util.SortedMap;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code inventory.reservation}; one row per order, for ever. */
@Repository
class Reservations {

    private static final RowMapper<Reservation> RESERVATION = (row, _) -> new Reservation(
            Reservation.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)), row.getString("short_sku"));

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Reserves all or nothing, in one round trip and one commit. May be called again, also at the same time: the order
     * holds its goods once.
     */
    Reservation reserve(UUID order, SortedMap<String, Long> quantities) {
        return jdbc.sql("select status, short_sku from inventory.reserve(:order, :skus, :quantities)")
                .param("order", order)
                .param("skus", quantities.keySet().toArray(String[]::new))
                .param("quantities", quantities.values().toArray(Long[]::new))
                .query(RESERVATION)
                .single();
    }
}
