package io.waybill.gateway;

import java.util.Locale;

/** What PostgreSQL and Redis say of the whole fleet; docs/telemetry.md says what each means. */
enum FleetGauge {
    ORDERS_UNFINISHED("Orders that haven't ended"),
    ORDER_UNFINISHED_OLDEST_AGE_SECONDS("How long ago the oldest order that hasn't ended was accepted"),
    PARKED("Parked steps and entries that wait for a person"),
    POSTGRES_SIZE_BYTES("What the fleet's database takes on disk"),
    POSTGRES_CONNECTIONS("Sessions that are open in the fleet's database"),
    POSTGRES_CONNECTIONS_MAX("Sessions that the server allows"),
    STREAM_LAG("Entries that nobody has read"),
    STREAM_LAG_UNKNOWN("1 while the lag isn't known"),
    STREAM_PENDING("Entries that have been read and not acknowledged"),
    STREAM_OLDEST_AGE_SECONDS("How long ago the oldest entry was added"),
    REDIS_MEMORY_USED_BYTES("Memory that Redis uses"),
    REDIS_MEMORY_MAX_BYTES("Memory that Redis may use, 0 when there is no limit");

    private final String description;

    FleetGauge(String description) {
        this.description = description;
    }

    String meter() {
        return "waybill." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    String description() {
        return description;
    }
}
