package io.waybill.simulators;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code expand[]=latest_charge}, https://docs.stripe.com/api/expanding_objects; nothing else can be expanded here. */
enum Expansion {
    NONE, LATEST_CHARGE;

    static Expansion of(Form form) {
        var wanted = Set.copyOf(form.list("expand"));
        if (wanted.isEmpty()) {
            return NONE;
        }
        if (!wanted.equals(Set.of("latest_charge"))) {
            throw StripeErrors.invalid("expand",
                    "This property cannot be expanded (" + String.join(", ", wanted) + ").");
        }
        return LATEST_CHARGE;
    }

    Map<String, @Nullable Object> render(PaymentIntent intent) {
        var json = StripeJson.intent(intent);
        if (this == LATEST_CHARGE) {
            json.put("latest_charge", StripeJson.charge(intent));
        }
        return json;
    }
}
