/** Orders in over HTTP, the ledger that remembers them, and the queries on it. */
@NullMarked
package io.waybill.gateway;

import org.jspecify.annotations.NullMarked;
