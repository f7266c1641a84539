/**
 * Whether what Waybill promises holds, seen from outside: tables through a role that only reads, the providers' own ledger,
 * a client's log, Redis's groups. Imports nothing of Waybill's, since what is wrong there would be wrong here, too.
 */
@NullMarked
package io.waybill.checker;

import org.jspecify.annotations.NullMarked;
