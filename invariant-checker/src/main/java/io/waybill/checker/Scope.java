package io.waybill.checker;

import io.waybill.checker.Mode.Expected;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a mode comes to, by PostgreSQL's clock.
 *
 * @param at when the check began
 * @param since from which id on orders are looked at
 * @param first the first order there is from then on; null when there is none
 * @param rest what ended before has come to rest; null when everything has
 * @param due until when an order must have settled, its deadline passed; null when all must have
 * @param patience how long steps behind the decision are tried
 * @param expected null while the fleet works
 */
record Scope(Instant at, UUID since, @Nullable UUID first, @Nullable Instant rest, @Nullable Instant due,
        Duration patience,
        @Nullable Expected expected) {

    /** How long an order whose time is over may take to be undone. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final String NEWEST = """
            select greatest(cast(:since as uuid), (select id from ledger.orders order by id desc offset :before limit 1))
            """;

    private static final String FIRST = "select id from ledger.orders where id >= :since order by id limit 1";

    static Scope of(Mode mode, JdbcClient tables) {
        Instant now = tables.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
        return switch (mode) {
            case Mode.Online online -> {
                UUID since = tables.sql(NEWEST).param("since", OrderIds.from(now.minus(online.window())))
                        .param("before", online.mostOrders() - 1).query(UUID.class).single();
                yield new Scope(now, since, first(tables, since), now.minus(online.rest()), now.minus(GRACE),
                        online.patience(), null);
            }
            case Mode.Settled settled -> {
                UUID since = OrderIds.from(settled.since());
                yield new Scope(now, since, first(tables, since), null, null, Duration.ZERO, settled.expected());
            }
        };
    }

    private static @Nullable UUID first(JdbcClient tables, UUID since) {
        return tables.sql(FIRST).param("since", since).query(UUID.class).optional().orElse(null);
    }

    Map<String, @Nullable Object> parameters() {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("since", since);
        parameters.put("rest", orEver(rest));
        parameters.put("due", orEver(due));
        parameters.put("patience", patience.toSeconds());
        parameters.put("parked", expected == null ? null : expected.parked());
        parameters.put("duplicates",
                expected == null || expected.duplicates().isEmpty() ? null : expected.duplicates().getAsInt());
        return parameters;
    }

    /** The driver makes {@code infinity} of the largest one. */
    private static OffsetDateTime orEver(@Nullable Instant moment) {
        return moment == null ? OffsetDateTime.MAX : moment.atOffset(ZoneOffset.UTC);
    }
}
