package io.waybill.simulators;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** {@code /control/stripe/webhooks}: an event that is sent by hand, late and as often as wanted. */
@Component
final class WebhookControl {

    private static final int LONGEST_DELAY = 600_000;
    private static final int MOST_TIMES = 100;

    private final Webhooks webhooks;
    private final Intents intents;
    private final JsonMapper json;

    WebhookControl(Webhooks webhooks, Intents intents, JsonMapper json) {
        this.webhooks = webhooks;
        this.intents = intents;
        this.json = json;
    }

    /** An order with several intents gets an event about each. */
    ServerResponse send(String body) {
        var fields = Fields.of(json, body).knows("orderId", "intent", "type", "delayMs", "times");
        boolean byOrder = fields.has("orderId");
        fields.check("intent", byOrder != fields.has("intent"),
                "is required unless there is an orderId, and never beside it");
        var id = byOrder || fields.has("intent") ? fields.text(byOrder ? "orderId" : "intent") : "";
        var type = fields.text("type");
        var delay = fields.has("delayMs") ? fields.wholeNumber("delayMs", 0, LONGEST_DELAY) : 0;
        var times = fields.has("times") ? fields.wholeNumber("times", 1, MOST_TIMES) : 1;
        fields.finish();
        if (webhooks.target() == null) {
            return ControlRoutes.problem(HttpStatus.CONFLICT, "There is nobody to send events to: set"
                    + " WAYBILL_WEBHOOK_TARGET to a URL and start the simulators again", Map.of());
        }
        List<PaymentIntent> found = byOrder ? intents.ofOrder(id) : intents.find(id).stream().toList();
        if (found.isEmpty()) {
            return ControlRoutes.problem(HttpStatus.NOT_FOUND, "Stripe has no intent of " + id
                    + "; GET /control/ledger shows those that were confirmed.", Map.of());
        }
        return ServerResponse.accepted().body(Map.of("events", found.stream()
                .map(intent -> webhooks.order(intent, type, Duration.ofMillis(delay), (int) times)).toList()));
    }
}
