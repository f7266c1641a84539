package io.waybill.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waybill.contracts.Order;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says whether two requests ask for the same order, however they are written: white space, the sequence of properties and a
 * {@code null} instead of nothing make no difference. Fingerprints are kept for ever, so what one covers never changes: a
 * property that orders don't have yet won't change those of orders without it.
 */
final class Fingerprint {

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    /** What the gateway adds: the id is another one each time, and keys are the merchant's anyway. */
    private static final List<String> OURS = List.of("id", "merchant");

    private Fingerprint() {}

    /** @return SHA-256 as hexadecimal digits */
    static String of(Order order) {
        ObjectNode asked = CANONICAL.valueToTree(order);
        asked.remove(OURS);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(CANONICAL.writeValueAsBytes(asked)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
