package io.waybill.simulators;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set in {@code external-simulators.yaml} under {@code waybill.simulators}.
 *
 * @param searchLag how long a new PaymentIntent is missing from Stripe's search, in profile seed
 * @param keyRetention how long Stripe's idempotency keys are remembered
 * @param keptEntries how many entries of each kind stay in memory; beyond it the oldest is forgotten
 */
@ConfigurationProperties("waybill.simulators")
record SimulatorSettings(
        @DefaultValue("1m") Duration searchLag,
        @DefaultValue("24h") Duration keyRetention,
        @DefaultValue("1000000") int keptEntries) {

    SimulatorSettings {
        require(!searchLag.isNegative(), "search-lag must not be negative, but is " + searchLag);
        require(keyRetention.isPositive(), "key-retention must be longer than 0s, but is " + keyRetention);
        require(keptEntries > 0, "kept-entries must be 1 or more, but is " + keptEntries);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("external-simulators.yaml: waybill.simulators." + complaint);
        }
    }
}
