package io.waybill.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a gauge shows.
 *
 * @param agent null where the gauge isn't about an agent
 * @param value not a number when it isn't known
 */
record Reading(FleetGauge gauge, @Nullable String agent, double value) {}
