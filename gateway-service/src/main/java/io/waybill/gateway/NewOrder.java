package io.waybill.gateway;

import io.waybill.contracts.Order;
import java.time.Duration;

/**
 * An order that is to be accepted.
 *
 * @param pipeline hash of the version it begins with
 * @param patience after which it's undone unless it's committed
 */
record NewOrder(Order order, String pipeline, Duration patience, int partition, TraceParent trace) {}
