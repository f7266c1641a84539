package io.waybill.runtime;

import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.waybill.simulators.Outside;
import io.waybill.simulators.Outside.Said;
import java.util.Map;
import java.util.Objects;

/** stripe-java's way to the simulator in the same process: quick, and each call is a durable action. */
final class StripeWithoutWire extends HttpClient {

    private static final String DECLINED = """
            {"error": {"type": "card_error", "code": "card_declined", "decline_code": "generic_decline", "message": "No."}}
            """;

    private final Outside outside;

    StripeWithoutWire(Outside outside) {
        this.outside = outside;
    }

    @Override
    public StripeResponse request(StripeRequest request) {
        Errand.begins();
        String path = request.url().getPath().substring("/stripe".length());
        String action = path.substring(path.lastIndexOf('/') + 1);
        Said said = declines(action) ? new Said(402, Map.of(), DECLINED) : ask(request, path);
        Errand.did("Stripe " + request.method() + " " + (action.startsWith("pi_") ? "intent" : action));
        Errand.begins();
        return new StripeResponse(said.status(), HttpHeaders.of(said.headers()), said.body());
    }

    private static boolean declines(String action) {
        return switch (action) {
            case "confirm" -> Errand.lot().refuses(Lot.What.CONFIRM);
            case "capture" -> Errand.lot().refuses(Lot.What.CAPTURE);
            default -> false;
        };
    }

    private Said ask(StripeRequest request, String path) {
        String body = request.content() == null ? "" : request.content().stringContent();
        try {
            return outside.stripe(request.method().name(), path,
                    Objects.requireNonNullElse(request.url().getQuery(), ""),
                    body, name -> request.headers().firstValue(name).orElse(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
