/** One rule of production switched off at a time, and the check that fails without it. */
@NullMarked
package io.waybill.mutants;

import org.jspecify.annotations.NullMarked;
