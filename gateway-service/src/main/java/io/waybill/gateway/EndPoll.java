package io.waybill.gateway;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees ends that another gateway has written: one look for all who wait here. */
@Component
class EndPoll {

    private static final Logger LOG = LoggerFactory.getLogger(EndPoll.class);

    private final EndWaiters waiters;
    private final OrderQueries queries;

    EndPoll(EndWaiters waiters, OrderQueries queries) {
        this.waiters = waiters;
        this.queries = queries;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        Set<UUID> waiting = waiters.waiting();
        if (!waiting.isEmpty()) {
            try {
                waiters.ended(queries.endedAmong(waiting));
            } catch (DataAccessException e) {
                LOG.warn("those who wait for an end wait longer: {}", e.toString());
            }
        }
    }
}
