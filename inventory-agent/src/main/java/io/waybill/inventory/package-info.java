/** Stock and reservations. */
@NullMarked
package io.waybill.inventory;

import org.jspecify.annotations.NullMarked;
