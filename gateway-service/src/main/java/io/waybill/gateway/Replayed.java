package io.waybill.gateway;

/**
 * What came of replaying some of what was parked.
 *
 * @param skipped weren't parked any more, or can't be replayed; the others didn't wait for them
 * @param remaining of those asked for, are still parked, or again
 */
record Replayed(int replayed, int skipped, long remaining) implements ReplayAnswer {}
