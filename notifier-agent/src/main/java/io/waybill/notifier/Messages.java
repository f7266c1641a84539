package io.waybill.notifier;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code notifier.message}: what providers took. */
@Repository
class Messages {

    private final JdbcClient jdbc;

    Messages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> channelsOf(UUID order) {
        return jdbc.sql("select channel from notifier.message where order_id = :order")
                .param("order", order)
                .query(String.class)
                .set();
    }

    /** All in one commit; the first record of a channel stays. */
    void record(UUID order, Map<String, String> providerIds) {
        if (providerIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into notifier.message (order_id, channel, provider_id)
                select :order, channel, provider_id
                from unnest(:channels, :providerIds) as sent (channel, provider_id)
                on conflict (order_id, channel) do nothing
                """)
                .param("order", order)
                .param("channels", providerIds.keySet().toArray(String[]::new))
                .param("providerIds", providerIds.values().toArray(String[]::new))
                .update();
    }
}
