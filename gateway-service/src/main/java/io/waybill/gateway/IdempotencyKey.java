package io.waybill.gateway;

/** What a merchant calls one thing that it wants done once. The same value on another route is another key. */
record IdempotencyKey(String merchant, String route, String value) {}
