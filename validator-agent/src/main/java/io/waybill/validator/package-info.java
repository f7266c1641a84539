/** Business rules of an order. */
@NullMarked
package io.waybill.validator;

import org.jspecify.annotations.NullMarked;
