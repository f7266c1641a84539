package io.waybill.tracking;

import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code tracking.shipment}: one row per order, for ever. */
@Repository
class Shipments {

    private static final RowMapper<Shipment> SHIPMENT = (row, _) -> new Shipment(row.getString("tracking_number"),
            row.getString("carrier"));

    private final JdbcClient jdbc;

    Shipments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The order's shipment, made if there is none. May be called again, also at the same time: all get the same one, and
     * the carrier and number of the first stay.
     *
     * @param origin where the parcel starts, ISO 3166
     */
    Shipment ship(UUID order, String country, String carrier, String origin) {
        return jdbc.sql("""
                insert into tracking.shipment (order_id, tracking_number, carrier, country)
                values (:order, tracking.s10(nextval('tracking.serial'), :origin), :carrier, :country)
                on conflict (order_id) do nothing
                returning tracking_number, carrier
                """)
                .param("order", order)
                .param("origin", origin)
                .param("carrier", carrier)
                .param("country", country)
                .query(SHIPMENT)
                .optional()
                .orElseGet(() -> shipmentOf(order));
    }

    /** A statement of its own: the one that lost the race began before the winner's row could be seen. */
    private Shipment shipmentOf(UUID order) {
        return jdbc.sql("select tracking_number, carrier from tracking.shipment where order_id = :order")
                .param("order", order)
                .query(SHIPMENT)
                .single();
    }
}
