package io.waybill.gateway;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes one gateway do the relay's work, by PostgreSQL's clock. One that dies is followed by another when its time is over. */
@Component
class RelayLease {

    private static final Duration HELD_FOR = Duration.ofSeconds(5);

    private static final String TAKE = """
            insert into relay_lease (holder, held_until)
            values (:me, clock_timestamp() + :millis * interval '1 millisecond')
            on conflict (only_one) do update
            set holder = excluded.holder, held_until = excluded.held_until
            where relay_lease.holder = excluded.holder or relay_lease.held_until < clock_timestamp()
            """;

    private static final String LEAVE = """
            delete from relay_lease
            where holder = :me
            """;

    private final JdbcClient ledger;
    private final String me = UUID.randomUUID().toString();

    RelayLease(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /** Takes or keeps the lease; returns whether it's this gateway's. */
    boolean take() {
        return ledger.sql(TAKE).param("me", me).param("millis", HELD_FOR.toMillis()).update() > 0;
    }

    /** Gives it back, so that another gateway needn't wait. */
    void leave() {
        ledger.sql(LEAVE).param("me", me).update();
    }
}
