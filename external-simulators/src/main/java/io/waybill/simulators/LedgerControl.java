package io.waybill.simulators;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** {@code /control/ledger}, and the one thing that happens at Stripe without a request: holds run out. */
@Component
final class LedgerControl {

    private final Ledger ledger;
    private final Intents intents;
    private final InstantSource clock;
    private final JsonMapper json;

    LedgerControl(Ledger ledger, Intents intents, InstantSource clock, JsonMapper json) {
        this.ledger = ledger;
        this.intents = intents;
        this.clock = clock;
        this.json = json;
    }

    /** @param since from when on entries are wanted (ISO 8601); empty for all */
    ServerResponse get(Optional<String> since) {
        return ServerResponse.ok().body(ledger.read(since.map(LedgerControl::instant).orElse(Instant.MIN)));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidInput(
                    List.of(new InvalidInput.Complaint("/since", "must be a time such as 2026-11-24T10:00:00Z")));
        }
    }

    ServerResponse clear() {
        ledger.clear();
        return ServerResponse.noContent().build();
    }

    /**
     * Cancels the order's holds as Stripe does after 7 days,
     * https://docs.stripe.com/payments/place-a-hold-on-a-payment-method.
     */
    ServerResponse expireHolds(String body) {
        var fields = Fields.of(json, body);
        var orderId = fields.text("orderId");
        fields.finish();
        long expired = intents.ofOrder(orderId).stream().filter(this::expire).count();
        return expired == 0
                ? ControlRoutes.problem(HttpStatus.NOT_FOUND, "Order " + orderId + " has no hold that could expire;"
                        + " GET /control/ledger shows its authorizations.", Map.of())
                : ServerResponse.ok().body(Map.of("expired", expired));
    }

    private boolean expire(PaymentIntent intent) {
        if (intent.state().status() != IntentStatus.REQUIRES_CAPTURE) {
            return false;
        }
        try {
            intent.apply(new Cancel("automatic", clock.instant()));
            return true;
        } catch (StripeError capturedMeanwhile) {
            return false;
        }
    }
}
