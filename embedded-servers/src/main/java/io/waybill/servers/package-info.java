/** Real PostgreSQL and Redis from Maven Central, without Docker. */
@NullMarked
package io.waybill.servers;

import org.jspecify.annotations.NullMarked;
