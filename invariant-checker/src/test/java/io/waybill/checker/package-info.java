/** Each check finds what was planted for it, and nothing in a clean run. */
@NullMarked
package io.waybill.checker;

import org.jspecify.annotations.NullMarked;
