package io.waybill.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service takes part in the fleet.
 *
 * @param instance this instance's name in timelines; by default the service, the host and the process
 * @param pipeline the pipeline file; by default the standard one
 * @param partitions into which orders are spread; may grow, never shrink: readers first, then gateways
 * @param keep how long Redis keeps the state of a settled order
 * @param patience how long undos and steps from the pivot on wait out an outage before they are parked; steps before it
 *        wait until the order's deadline
 * @param drain how long what has begun may take when the service stops; less than the shutdown's phase may take
 * @param mostInHand orders that one agent may have in memory, waiting ones included; then it reads nothing new
 */
@ConfigurationProperties("waybill")
record RuntimeSettings(@Nullable String instance, @Nullable String pipeline, @DefaultValue("1") int partitions,
        @DefaultValue("24h") Duration keep, @DefaultValue("1h") Duration patience,
        @DefaultValue("20s") Duration drain, @DefaultValue("5000") int mostInHand) {

    RuntimeSettings {
        if (partitions < 1 || partitions > 1024) {
            throw new IllegalArgumentException("waybill.partitions must be from 1 to 1024, not " + partitions);
        }
        if (!keep.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException(
                    "waybill.keep and waybill.patience must be durations above 0 such as 24h");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("waybill.drain must be a duration such as 20s, not " + drain);
        }
        if (mostInHand < 1) {
            throw new IllegalArgumentException("waybill.most-in-hand must be at least 1, not " + mostInHand);
        }
    }

    /** What this instance of a service is called. */
    String instanceOf(String service) {
        return instance == null ? Instance.defaultName(service) : instance;
    }
}
