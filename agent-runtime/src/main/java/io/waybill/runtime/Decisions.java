package io.waybill.runtime;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The order's decision, asked for through the ledger's functions. Each call is committed when it returns, so an effect that
 * follows from it may begin.
 */
public final class Decisions {

    private static final RowMapper<Standing> STANDING = (row, _) -> new Standing(Decision.of(row.getString("verdict")),
            row.getString("reason"), row.getString("detail"));

    private final JdbcClient database;

    public Decisions(JdbcClient database) {
        this.database = database;
    }

    /** What stands, and why. */
    public record Standing(Decision verdict, @Nullable String reason, @Nullable String detail) {}

    /**
     * Asks for the order to be undone. The first to ask for anything wins, for ever; everyone gets what stands.
     *
     * @param reason a {@link io.waybill.contracts.Reason}'s code, kept when this call is the first
     */
    public Standing abort(UUID orderId, String reason, @Nullable String detail) {
        return Objects.requireNonNull(database.sql("""
                select verdict, reason, detail from ledger.decide(:order, 'abort', :reason, :detail)
                """)
                .param("order", orderId).param("reason", reason).param("detail", detail)
                .query(STANDING).single());
    }

    /**
     * Turns commit into abort. Only the agent that takes the money may call this, and only after it has seen at the provider
     * that no money will be taken. May be called twice: the reason of the first stands.
     */
    public Standing flip(UUID orderId, String reason, @Nullable String detail) {
        return Objects.requireNonNull(database.sql("""
                select standing.verdict, standing.reason, standing.detail
                  from (select ledger.flip(:order, :reason, :detail) as verdict offset 0) flipped
                 cross join lateral ledger.decide(:order, flipped.verdict, :reason, :detail) standing
                """)
                .param("order", orderId).param("reason", reason).param("detail", detail)
                .query(STANDING).single());
    }
}
