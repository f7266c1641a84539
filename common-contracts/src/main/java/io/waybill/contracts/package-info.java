/** What services say to each other and to users: orders, outcomes, events and the pipeline definition. */
@NullMarked
package io.waybill.contracts;

import org.jspecify.annotations.NullMarked;
