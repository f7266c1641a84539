package io.waybill.gateway;

import java.util.UUID;

/**
 * An order that can't be lost any more.
 *
 * @param isRepeated whether an earlier request with the same key has brought it
 */
record Accepted(UUID order, boolean isRepeated) {}
