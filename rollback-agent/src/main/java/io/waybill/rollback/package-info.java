/** Asks for the decision to abort and releases stock. */
@NullMarked
package io.waybill.rollback;

import org.jspecify.annotations.NullMarked;
