package io.waybill.contracts;

import org.jspecify.annotations.Nullable;

/** Who ordered, as the merchant knows them; {@code email} is where the confirmation goes. */
public record Customer(String id, @Nullable String name, String email) {}
