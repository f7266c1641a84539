package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.runtime.Backlog;
import io.waybill.runtime.RedisMemory.Use;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class RedisReadingsTest {

    private static RedisReadings of(Supplier<List<Backlog>> backlogs) {
        return new RedisReadings(backlogs, () -> new Use(300, 1000), List.of("validator"));
    }

    private static List<Backlog> validator(@Nullable Long lag) {
        return List.of(new Backlog("validator", lag, 3, 2500, List.of()));
    }

    @Test
    void aBacklogIsShownInItsUnits() {
        assertThat(of(() -> validator(7L)).look()).containsExactlyInAnyOrder(
                new Reading(FleetGauge.REDIS_MEMORY_USED_BYTES, null, 300),
                new Reading(FleetGauge.REDIS_MEMORY_MAX_BYTES, null, 1000),
                new Reading(FleetGauge.STREAM_LAG, "validator", 7),
                new Reading(FleetGauge.STREAM_LAG_UNKNOWN, "validator", 0),
                new Reading(FleetGauge.STREAM_PENDING, "validator", 3),
                new Reading(FleetGauge.STREAM_OLDEST_AGE_SECONDS, "validator", 2.5));
    }

    @Test
    void aLagThatRedisDoesNotKnowIsNoNumberAndSaidToBeUnknown() {
        assertThat(of(() -> validator(null)).look()).contains(
                new Reading(FleetGauge.STREAM_LAG, "validator", Double.NaN),
                new Reading(FleetGauge.STREAM_LAG_UNKNOWN, "validator", 1));
    }

    @Test
    void whenRedisCanNotBeAskedNothingIsKnownButThat() {
        assertThat(of(() -> {
            throw new DataAccessResourceFailureException("away");
        }).look()).containsExactly(new Reading(FleetGauge.STREAM_LAG_UNKNOWN, "validator", 1));
    }
}
