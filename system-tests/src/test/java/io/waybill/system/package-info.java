/** The fleet as its users see it: processes, HTTP, and what the outside world says has happened. */
@NullMarked
package io.waybill.system;

import org.jspecify.annotations.NullMarked;
