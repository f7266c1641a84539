/** The loop that all agents share: read, guard, run, advance, take over. */
@NullMarked
package io.waybill.runtime;

import org.jspecify.annotations.NullMarked;
