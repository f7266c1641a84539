package io.waybill.gateway;

import io.waybill.gateway.ParkedPage.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Lists what waits for a person, newest first. */
@Component
class ParkedLists {

    private static final String GROUPS = """
            select cause, count(*) as count
            from parked_open
            where (cast(:cause as text) is null or cause = :cause)
              and (cast(:agent as text) is null or agent = :agent)
            group by cause
            order by count(*) desc, cause
            """;

    /** Of an entry that may be large only the beginning is looked at. */
    private static final String ITEMS = """
            select
              id, order_id, agent, cause, detail, since, stream, entry, octet_length(fields) as bytes,
              substring(fields from 1 for 4096) as beginning
            from parked_open
            where id < :before
              and (cast(:cause as text) is null or cause = :cause)
              and (cast(:agent as text) is null or agent = :agent)
            order by id desc
            limit :limit
            """;

    private static final String OLDEST = """
            select id
            from parked_open
            where (cast(:cause as text) is null or cause = :cause)
              and (cast(:agent as text) is null or agent = :agent)
            order by id
            limit :limit
            """;

    private static final String COUNT = """
            select count(*)
            from parked_open
            where (cast(:cause as text) is null or cause = :cause)
              and (cast(:agent as text) is null or agent = :agent)
            """;

    private final JdbcClient ledger;

    ParkedLists(JdbcClient ledger) {
        this.ledger = ledger;
    }

    ParkedPage find(ParkedFilter filter, UUID before, int limit) {
        List<Group> groups = filtered(GROUPS, filter)
                .query((row, _) -> new Group(row.getString("cause"), row.getLong("count"))).list();
        List<ParkedItem> items = filtered(ITEMS, filter).param("before", before).param("limit", limit + 1)
                .query(ParkedLists::item).list();
        return ParkedPage.of(groups, items, limit);
    }

    /** The oldest of those that the filter lets through. */
    List<UUID> oldest(ParkedFilter filter, int limit) {
        return filtered(OLDEST, filter).param("limit", limit).query(UUID.class).list();
    }

    long count(ParkedFilter filter) {
        return filtered(COUNT, filter).query(Long.class).single();
    }

    private StatementSpec filtered(String statement, ParkedFilter filter) {
        return ledger.sql(statement).param("cause", filter.cause()).param("agent", filter.agent());
    }

    private static ParkedItem item(ResultSet row, int number) throws SQLException {
        return new ParkedItem(row.getObject("id", UUID.class), row.getObject("order_id", UUID.class),
                row.getString("agent"), row.getString("cause"), row.getString("detail"),
                Times.required(row, "since"), row.getString("entry") == null ? null : entry(row));
    }

    private static ParkedItem.Entry entry(ResultSet row) throws SQLException {
        return new ParkedItem.Entry(row.getString("stream"), row.getString("entry"), row.getLong("bytes"),
                ParkedItem.fields(row.getBytes("beginning")));
    }
}
