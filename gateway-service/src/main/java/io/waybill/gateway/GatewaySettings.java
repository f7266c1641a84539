package io.waybill.gateway;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is the gateway's own to choose.
 *
 * @param partitions into which new orders are spread; the runtime refuses nonsense
 * @param demoKey an API key of merchant {@code demo} with all scopes; empty for none
 * @param relayPerSecond how many orders that Redis has lost the relay starts over in a second, at most
 */
@ConfigurationProperties("waybill")
record GatewaySettings(@DefaultValue("1") int partitions, @DefaultValue("") String demoKey,
        @DefaultValue("1000") int relayPerSecond) {

    GatewaySettings {
        if (relayPerSecond < 1) {
            throw new IllegalArgumentException(
                    "waybill.relay-per-second must be at least 1, not " + relayPerSecond);
        }
    }
}
