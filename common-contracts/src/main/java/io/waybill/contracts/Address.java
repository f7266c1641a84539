package io.waybill.contracts;

import org.jspecify.annotations.Nullable;

/** Where the goods go; {@code country} is an ISO 3166-1 alpha-2 code, the only part that every address has. */
public record Address(@Nullable String name, @Nullable String street, @Nullable String city,
        @Nullable String postalCode, String country) {}
