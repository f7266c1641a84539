/** The fraud score of an order. */
@NullMarked
package io.waybill.fraud;

import org.jspecify.annotations.NullMarked;
