/** Money through Stripe: hold, take, give back. */
@NullMarked
package io.waybill.payment;

import org.jspecify.annotations.NullMarked;
