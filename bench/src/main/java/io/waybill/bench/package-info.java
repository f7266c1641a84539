/** What an order takes in time, processor and memory, measured from the outside. */
@NullMarked
package io.waybill.bench;

import org.jspecify.annotations.NullMarked;
