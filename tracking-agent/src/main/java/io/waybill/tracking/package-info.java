/** The shipment record. */
@NullMarked
package io.waybill.tracking;

import org.jspecify.annotations.NullMarked;
