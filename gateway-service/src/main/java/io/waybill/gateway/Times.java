package io.waybill.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads timestamptz columns, which the driver knows as {@link OffsetDateTime}. */
final class Times {

    private Times() {}

    static Instant required(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(optional(row, column), column);
    }

    static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
