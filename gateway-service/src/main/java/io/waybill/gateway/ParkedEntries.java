package io.waybill.gateway;

import io.waybill.runtime.ParkedEntry;
import io.waybill.runtime.ParkedSink;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps entries that nobody could make sense of, byte for byte. Those that come again change nothing. */
@Component
class ParkedEntries implements ParkedSink {

    /** The event that says so may be here first or come later; both are one row. */
    private static final String STEP = """
            insert into parked
              (order_id, agent, life, seq, stream, entry, parked_as, fields, cause, detail, since)
            select
              o.id, :agent, :life, :seq, :stream, :entry, :parkedAs, :fields, :cause, :detail, :since
            from orders o
            where o.id = :order
            on conflict (order_id, life, seq) do update
            set
              stream = excluded.stream, entry = excluded.entry, parked_as = excluded.parked_as,
              fields = excluded.fields, cause = excluded.cause, detail = excluded.detail
            where parked.agent = excluded.agent and parked.fields is null
            """;

    private static final String STRAY = """
            insert into parked
              (order_id, agent, stream, entry, parked_as, fields, cause, detail, since)
            values (
              (select id from orders where id = :order), :agent, :stream, :entry, :parkedAs, :fields, :cause,
              :detail, :since)
            on conflict do nothing
            """;

    private static final String IS_KNOWN = """
            select exists (select from orders where id = :order)
            """;

    private final JdbcClient ledger;
    private final TransactionTemplate transaction;

    ParkedEntries(JdbcClient ledger, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.transaction = transaction;
    }

    @Override
    public void keep(List<ParkedEntry> entries) {
        transaction.executeWithoutResult(_ -> entries.forEach(this::keep));
    }

    private void keep(ParkedEntry entry) {
        ParkedEntry.Step step = entry.step();
        var insert = ledger.sql(step != null && isKnown(entry) ? STEP : STRAY)
                .param("order", entry.orderId())
                .param("agent", Column.textOrNull(entry.agent()))
                .param("stream", Column.text(entry.stream()))
                .param("entry", Column.text(entry.entryId()))
                .param("parkedAs", entry.id())
                .param("fields", entry.fields().bytes())
                .param("cause", Column.text(entry.cause()))
                .param("detail", Column.text(entry.detail()))
                .param("since", entry.since().atOffset(ZoneOffset.UTC));
        if (step != null) {
            insert.param("life", step.life()).param("seq", step.number());
        }
        insert.update();
    }

    private boolean isKnown(ParkedEntry entry) {
        return ledger.sql(IS_KNOWN).param("order", entry.orderId()).query(Boolean.class).single();
    }
}
