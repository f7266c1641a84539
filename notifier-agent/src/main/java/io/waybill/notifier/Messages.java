package io.waybill.notifier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What providers took, {@code notifier.message}, and what is on its way to them, {@code notifier.sending}. Each method is one
 * statement and one commit.
 */
@Repository
class Messages {

    private final JdbcClient jdbc;

    Messages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The right to send.
     *
     * @param channels that nobody else sends through, as long as it lasts
     * @param until its end, by PostgreSQL's clock; null when there are none
     * @param sent what was sent through before, claimed or not
     */
    record Claim(Set<String> channels, @Nullable OffsetDateTime until, Set<String> sent) {}

    /** Claims those of the channels that nobody else has a claim to. */
    Claim claim(UUID order, List<String> channels, Duration length) {
        return jdbc.sql("select claimed, until, sent from notifier.claim(:order, :channels, :seconds)")
                .param("order", order)
                .param("channels", channels.toArray(String[]::new))
                .param("seconds", length.toMillis() / 1000.0)
                .query((row, _) -> new Claim(Set.of(texts(row, "claimed")),
                        row.getObject("until", OffsetDateTime.class),
                        Set.of(texts(row, "sent"))))
                .single();
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    /** Ends a claim and keeps what was sent under it; the first record of a channel stays. */
    void record(UUID order, Claim claim, Map<String, String> providerIds) {
        jdbc.sql("""
                with kept as (
                  insert into notifier.message (order_id, channel, provider_id)
                  select :order, channel, provider_id
                  from unnest(:channels, :providerIds) as sent (channel, provider_id)
                  on conflict (order_id, channel) do nothing
                )
                delete from notifier.sending where order_id = :order and until = :until
                """)
                .param("order", order)
                .param("until", claim.until())
                .param("channels", providerIds.keySet().toArray(String[]::new))
                .param("providerIds", providerIds.values().toArray(String[]::new))
                .update();
    }
}
