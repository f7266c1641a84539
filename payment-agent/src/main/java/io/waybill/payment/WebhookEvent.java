package io.waybill.payment;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is believed of an event: that something of this type has happened to this object. How things stand is asked, since
 * events come late, twice and in any order (<a href="https://docs.stripe.com/webhooks#behaviors">Event delivery
 * behaviors</a>).
 *
 * @param intentId null when it's about something else
 */
record WebhookEvent(String id, String type, @Nullable String intentId) {

    private static final String ID = "[A-Za-z0-9_]{1,255}";
    /** Money is held, or taken. */
    private static final Set<String> SUCCESSES = Set.of("payment_intent.amount_capturable_updated",
            "payment_intent.succeeded");

    /** @return empty when it's no event of Stripe's */
    static Optional<WebhookEvent> parse(String body) {
        try {
            JsonNode event = JsonMapper.shared().readTree(body);
            String id = event.path("id").asString("");
            String type = event.path("type").asString("");
            String object = event.path("data").path("object").path("id").asString("");
            return id.matches(ID) && !type.isBlank()
                    ? Optional.of(new WebhookEvent(id, type, object.matches("pi_" + ID) ? object : null))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    boolean isSuccess() {
        return intentId != null && SUCCESSES.contains(type);
    }
}
