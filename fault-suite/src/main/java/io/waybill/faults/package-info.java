/** Hurts a fleet of separate processes in every way that is known to hurt one, and asks whether its promises still hold. */
@NullMarked
package io.waybill.faults;

import org.jspecify.annotations.NullMarked;
