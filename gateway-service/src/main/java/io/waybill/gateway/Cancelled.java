package io.waybill.gateway;

/**
 * The answer to a merchant whose order is undone.
 *
 * @param status of the order: compensating, or where else it stands on its way back
 */
record Cancelled(String status) {}
