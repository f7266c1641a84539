package io.waybill.runtime;

import io.waybill.simulators.Outside;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the tables and the payment provider say of one order.
 *
 * @param reserved of the order's own SKU; its stock is there for this order alone
 * @param shipments rows; more than one can't be
 * @param generation of the keys that the payment provider has got; above 0 once a look-up has shown that one had no effect
 * @param gaps numbers that are missing among the events of a life
 */
record Facts(@Nullable String verdict, @Nullable String why, @Nullable String reservation, long reserved,
        long shipments,
        long messages, int generation, @Nullable String outcome, @Nullable String reason, boolean isSettled, long gaps,
        Outside.Money money) {

    boolean hasEnded() {
        return outcome != null;
    }

    boolean completed() {
        return "completed".equals(outcome);
    }

    boolean aborted() {
        return "abort".equals(verdict);
    }

    boolean stockIsHeld() {
        return "held".equals(reservation);
    }

    /** Asks for facts, on a connection of its own. */
    static final class Finder implements AutoCloseable {

        private static final String FIND = """
                select
                  d.verdict, d.reason as why, r.state as reservation,
                  (select reserved from inventory.stock where sku = o.reference) as reserved,
                  (select count(*) from tracking.shipment where order_id = o.id) as shipments,
                  (select count(*) from notifier.message where order_id = o.id) as messages,
                  (select generation from payment.payment where order_id = o.id) as generation,
                  o.outcome, o.reason, o.settled_at is not null as is_settled,
                  (select coalesce(sum(missing), 0) from (
                    select max(seq) - count(*) as missing from ledger.event
                    where order_id = o.id and not is_fork group by life
                  ) by_life) as gaps
                from ledger.orders o
                left join ledger.decision d on d.order_id = o.id
                left join inventory.reservation r on r.order_id = o.id
                where o.id = ?
                """;

        private final Connection connection;
        private final PreparedStatement find;
        private final Outside outside;

        Finder(DataSource everything, Outside outside) throws SQLException {
            this.connection = everything.getConnection();
            this.find = connection.prepareStatement(FIND);
            this.outside = outside;
        }

        Facts find(UUID order) throws SQLException {
            find.setObject(1, order);
            try (ResultSet row = find.executeQuery()) {
                row.next();
                return new Facts(row.getString("verdict"), row.getString("why"), row.getString("reservation"),
                        row.getLong("reserved"), row.getLong("shipments"), row.getLong("messages"),
                        row.getInt("generation"),
                        row.getString("outcome"), row.getString("reason"), row.getBoolean("is_settled"),
                        row.getLong("gaps"), outside.moneyOf(order));
            }
        }

        /** A shelf of its own for an order: nobody else's reservation is counted. */
        void stock(String sku) throws SQLException {
            try (PreparedStatement insert = connection
                    .prepareStatement("insert into inventory.stock (sku, on_hand) values (?, 100)")) {
                insert.setString(1, sku);
                insert.executeUpdate();
            }
        }

        /** So much time passes that nobody is sending any more. */
        void timePasses(UUID order) {
            try (PreparedStatement update = connection
                    .prepareStatement("update notifier.sending set until = now() where order_id = ?")) {
                update.setObject(1, order);
                update.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
