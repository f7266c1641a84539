package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists a merchant's orders, newest first. Each way of searching is a statement of its own, which has its own index: one
 * statement for all of them would be planned for none.
 */
@Component
class OrderLists {

    private static final String ALL = """
            select id, reference, status, reason, total, currency, accepted_at, ended_at
            from order_standing
            where merchant = :merchant and id < :before
            order by id desc
            limit :limit
            """;

    private static final String OPEN = """
            select id, reference, status, reason, total, currency, accepted_at, ended_at
            from order_standing
            where merchant = :merchant and id < :before and outcome is null and status = :status
            order by id desc
            limit :limit
            """;

    private static final String ENDED = """
            select id, reference, status, reason, total, currency, accepted_at, ended_at
            from order_standing
            where merchant = :merchant and id < :before and outcome = :status
            order by id desc
            limit :limit
            """;

    /** Few orders share a reference, so their status is only looked at. */
    private static final String BY_REFERENCE = """
            select id, reference, status, reason, total, currency, accepted_at, ended_at
            from order_standing
            where merchant = :merchant and id < :before and reference = :reference
              and (cast(:status as text) is null or status = :status)
            order by id desc
            limit :limit
            """;

    private final JdbcClient ledger;

    OrderLists(JdbcClient ledger) {
        this.ledger = ledger;
    }

    OrderPage find(String merchant, OrderSearch search) {
        OrderStatus status = search.status();
        List<OrderSummary> found = ledger.sql(statement(search))
                .param("merchant", merchant)
                .param("before", search.before())
                .param("reference", search.reference())
                .param("status", status == null ? null : status.code())
                .param("limit", search.limit() + 1)
                .query(OrderLists::summary).list();
        return OrderPage.of(found, search.limit());
    }

    private static String statement(OrderSearch search) {
        if (search.reference() != null) {
            return BY_REFERENCE;
        }
        OrderStatus status = search.status();
        if (status == null) {
            return ALL;
        }
        return status.ended() ? ENDED : OPEN;
    }

    private static OrderSummary summary(ResultSet row, int number) throws SQLException {
        return new OrderSummary(row.getObject("id", UUID.class), row.getString("reference"), row.getString("status"),
                row.getString("reason"), row.getLong("total"), row.getString("currency"),
                Times.required(row, "accepted_at"), Times.optional(row, "ended_at"));
    }
}
