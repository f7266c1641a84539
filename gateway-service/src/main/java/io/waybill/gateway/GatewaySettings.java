package io.waybill.gateway;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is the gateway's own to choose.
 *
 * @param partitions into which new orders are spread; the runtime refuses nonsense
 * @param demoKey an API key of merchant {@code demo} with all scopes; empty for none
 */
@ConfigurationProperties("waybill")
record GatewaySettings(@DefaultValue("1") int partitions, @DefaultValue("") String demoKey) {}
