package io.waybill.bench;

/**
 * An order that a client is about to send.
 *
 * @param lines how many it has
 * @param body as JSON, for {@code POST /orders}
 */
record Wish(int lines, String body) {}
