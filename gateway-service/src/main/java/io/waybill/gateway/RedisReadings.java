package io.waybill.gateway;

import io.waybill.runtime.Backlog;
import io.waybill.runtime.RedisMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What Redis says of the fleet. When it can't be asked this much is known: that the lags aren't. */
final class RedisReadings implements Readings {

    private static final Logger LOG = LoggerFactory.getLogger(RedisReadings.class);

    private final Supplier<List<Backlog>> backlogs;
    private final Supplier<RedisMemory.Use> memory;
    private final List<String> agents;

    /** @param agents whose backlogs are asked for */
    RedisReadings(Supplier<List<Backlog>> backlogs, Supplier<RedisMemory.Use> memory, List<String> agents) {
        this.backlogs = backlogs;
        this.memory = memory;
        this.agents = agents;
    }

    @Override
    public List<Reading> look() {
        try {
            RedisMemory.Use use = memory.get();
            var readings = new ArrayList<>(List.of(
                    new Reading(FleetGauge.REDIS_MEMORY_USED_BYTES, null, use.used()),
                    new Reading(FleetGauge.REDIS_MEMORY_MAX_BYTES, null, use.max())));
            backlogs.get().forEach(each -> readings.addAll(of(each)));
            return readings;
        } catch (DataAccessException e) {
            LOG.debug("Redis can't be asked: {}", e.toString());
            return agents.stream().map(agent -> new Reading(FleetGauge.STREAM_LAG_UNKNOWN, agent, 1)).toList();
        }
    }

    private static List<Reading> of(Backlog backlog) {
        String agent = backlog.agent();
        Long lag = backlog.lag();
        return List.of(new Reading(FleetGauge.STREAM_LAG, agent, lag == null ? Double.NaN : lag),
                new Reading(FleetGauge.STREAM_LAG_UNKNOWN, agent, lag == null ? 1 : 0),
                new Reading(FleetGauge.STREAM_PENDING, agent, backlog.pending()),
                new Reading(FleetGauge.STREAM_OLDEST_AGE_SECONDS, agent, backlog.oldestAgeMs() / 1e3));
    }
}
