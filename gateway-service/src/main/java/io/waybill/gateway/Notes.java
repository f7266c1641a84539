package io.waybill.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers who did what about an order or an agent, when, and why. Nothing is ever taken back. */
@Component
class Notes {

    private static final String ADD = """
            insert into note (order_id, agent, at, author, what, why, key)
            values (:order, :agent, now(), :author, :what, :why, :key)
            on conflict (order_id, key) do nothing
            """;

    private static final String OF_ORDER = """
            select id, order_id, agent, at, author, what, why
            from note
            where order_id = :order
            order by id
            """;

    private static final String LIST = """
            select id, order_id, agent, at, author, what, why
            from note
            where id < :before and (cast(:order as uuid) is null or order_id = :order)
            order by id desc
            limit :limit
            """;

    private final JdbcClient ledger;

    Notes(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /**
     * Adds one, in the transaction that runs, if one does: then it's noted exactly when it's done, and its time is that of the
     * transaction's beginning, before whatever came of it.
     *
     * @param order null when no one order is concerned
     * @param by see {@link Caller#asOperator()} and {@link Caller#asMerchant()}
     */
    void add(@Nullable UUID order, @Nullable String agent, String by, Deed what, @Nullable String why) {
        insert(order, agent, by, what, why, null);
    }

    /** Adds what an order's merchant can do but once: a repeated request adds nothing. */
    void addOnce(UUID order, String by, Deed what, @Nullable String why) {
        insert(order, null, by, what, why, what.code());
    }

    private void insert(@Nullable UUID order, @Nullable String agent, String by, Deed what, @Nullable String why,
            @Nullable String key) {
        ledger.sql(ADD).param("order", order).param("agent", agent).param("author", by).param("what", what.code())
                .param("why", why).param("key", key).update();
    }

    /** All about one order, oldest first. */
    List<Note> of(UUID order) {
        return ledger.sql(OF_ORDER).param("order", order).query(Notes::note).list();
    }

    /**
     * Some, newest first.
     *
     * @param order which order's; null for all, also those about no order
     */
    NotePage list(@Nullable UUID order, UUID before, int limit) {
        List<Note> found = ledger.sql(LIST).param("order", order).param("before", before).param("limit", limit + 1)
                .query(Notes::note).list();
        return NotePage.of(found, limit);
    }

    private static Note note(ResultSet row, int number) throws SQLException {
        return new Note(row.getObject("id", UUID.class), row.getObject("order_id", UUID.class),
                row.getString("agent"), Times.required(row, "at"), row.getString("author"), row.getString("what"),
                row.getString("why"));
    }
}
