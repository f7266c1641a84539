package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import io.waybill.runtime.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one order from rows that repeat it for each of its steps. */
final class LedgerOrderRows {

    private LedgerOrderRows() {}

    static Optional<LedgerOrder> read(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        LedgerOrder order = order(rows);
        var steps = new ArrayList<LedgerOrder.Step>();
        do {
            if (rows.getString("agent") != null) {
                steps.add(step(rows));
            }
        } while (rows.next());
        return Optional.of(order.with(steps));
    }

    private static LedgerOrder order(ResultSet row) throws SQLException {
        return new LedgerOrder(row.getObject("id", UUID.class), row.getString("reference"),
                OrderStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)), row.getString("reason"),
                row.getString("reason_detail"), row.getLong("total"), row.getString("currency"),
                row.getString("pipeline"), TraceParent.parse(row.getString("trace_parent")),
                row.getInt("partition"),
                Times.required(row, "accepted_at"), Times.optional(row, "ended_at"),
                Times.optional(row, "settled_at"), decision(row.getString("verdict")), List.of());
    }

    private static @Nullable Decision decision(@Nullable String verdict) {
        return verdict == null ? null : Decision.of(verdict);
    }

    private static LedgerOrder.Step step(ResultSet row) throws SQLException {
        return new LedgerOrder.Step(row.getString("agent"), row.getString("step_status"), row.getInt("attempts"),
                row.getString("instance"), Times.optional(row, "step_started_at"),
                Times.optional(row, "step_ended_at"), row.getString("step_reason"));
    }
}
