/** The whole fleet in one command. */
@NullMarked
package io.waybill.fleet;

import org.jspecify.annotations.NullMarked;
