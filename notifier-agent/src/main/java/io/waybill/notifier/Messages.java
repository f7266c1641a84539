package io.waybill.notifier;

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

    /** Those that an order was sent through. */
    Set<String> channelsOf(UUID order) {
        return jdbc.sql("select channel from notifier.message where order_id = :order")
                .param("order", order)
                .query(String.class)
                .set();
    }

    /**
     * The right to send.
     *
     * @param channels that nobody else sends through, as long as it lasts
     * @param until its end, by PostgreSQL's clock; null when there are none
     */
    record Claim(List<String> channels, @Nullable OffsetDateTime until) {}

    /** Claims those of the channels that nobody else has a claim to. Some of them may have been sent through before. */
    Claim claim(UUID order, List<String> channels, Duration length) {
        var claimed = jdbc.sql("""
                insert into notifier.sending as standing (order_id, channel, until)
                select :order, channel, now() + make_interval(secs => :seconds)
                from unnest(:channels) as wanted (channel)
                on conflict (order_id, channel) do update set until = excluded.until
                 where standing.until <= now()
                returning channel, until
                """)
                .param("order", order)
                .param("seconds", length.toMillis() / 1000.0)
                .param("channels", channels.toArray(String[]::new))
                .query((row, _) -> Map.entry(row.getString("channel"), row.getObject("until", OffsetDateTime.class)))
                .list();
        return new Claim(claimed.stream().map(Map.Entry::getKey).toList(),
                claimed.isEmpty() ? null : claimed.getFirst().getValue());
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
