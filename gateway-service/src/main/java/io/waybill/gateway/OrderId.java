package io.waybill.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The id of an order as it stands in a path. */
final class OrderId {

    private OrderId() {}

    /** Only the canonical form (RFC 9562) names an order; {@link UUID#fromString} takes more than that. */
    static Optional<UUID> parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            return Optional.of(id).filter(_ -> id.toString().equals(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
