package io.waybill.simulators;

import io.waybill.simulators.StripeEndpoint.Effect;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The POSTs of https://docs.stripe.com/api/payment_intents. */
@Component
final class IntentWrites {

    private final Intents intents;
    private final Ids ids;
    private final InstantSource clock;
    private final Webhooks webhooks;

    IntentWrites(Intents intents, Ids ids, InstantSource clock, Webhooks webhooks) {
        this.intents = intents;
        this.ids = ids;
        this.clock = clock;
        this.webhooks = webhooks;
    }

    /** With {@code confirm=true} the intent exists even when its confirmation is declined. */
    Effect create(Form form) {
        var terms = IntentParameters.terms(form);
        var attempt = IntentParameters.attempt(form);
        boolean confirm = form.flag("confirm");
        onlyWithConfirm(form, confirm, "error_on_requires_action");
        onlyWithConfirm(form, confirm, "off_session");
        var expansion = Expansion.of(form);
        return () -> {
            var now = clock.instant();
            var intent = new PaymentIntent(ids.next("pi_"), terms, now, IntentState.created(attempt.paymentMethod()));
            intents.add(intent);
            if (confirm) {
                intent.apply(attempt.with(ids.next("ch_"), now));
                webhooks.moved(intent);
            }
            return expansion.render(intent);
        };
    }

    Effect confirm(String id, Form form) {
        IntentParameters.forConfirm(form);
        var expansion = Expansion.of(form);
        var attempt = IntentParameters.attempt(form);
        return () -> apply(id, attempt.with(ids.next("ch_"), clock.instant()), expansion);
    }

    Effect capture(String id, Form form) {
        var amount = IntentParameters.captureAmount(form);
        var expansion = Expansion.of(form);
        return () -> apply(id, new Capture(amount), expansion);
    }

    Effect cancel(String id, Form form) {
        var reason = IntentParameters.cancellationReason(form);
        var expansion = Expansion.of(form);
        return () -> apply(id, new Cancel(reason, clock.instant()), expansion);
    }

    private Map<String, @Nullable Object> apply(String id, PaymentIntent.Transition transition, Expansion expansion) {
        var intent = intents.get(id);
        intent.apply(transition);
        webhooks.moved(intent);
        return expansion.render(intent);
    }

    private static void onlyWithConfirm(Form form, boolean confirm, String parameter) {
        if (!confirm && form.raw(parameter) != null) {
            throw StripeErrors.invalid(parameter, "You may only use `" + parameter + "` with `confirm=true`.");
        }
    }
}
